/// Build time: rewrites async bodies to state machines, in javac, over class directories, or in an
/// agent. Nothing here is needed at run time.
@org.jspecify.annotations.NullMarked
module dev.wakeful.weave {
  requires static org.jspecify;
  requires static java.instrument; // of the agent alone, which brings it along
  requires dev.wakeful.async;
  requires jdk.compiler;
  requires java.compiler;

  exports dev.wakeful.weave;

  uses javax.annotation.processing.Processor;

  provides com.sun.source.util.Plugin with
      dev.wakeful.weave.javac.AsyncPlugin;
  provides javax.annotation.processing.Processor with
      dev.wakeful.weave.javac.AsyncProcessor;
}
