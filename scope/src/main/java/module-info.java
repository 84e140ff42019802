/// Tasks that belong together: join sets, scopes, task-locals.
@org.jspecify.annotations.NullMarked
module dev.wakeful.scope {
  requires static org.jspecify;
  requires transitive dev.wakeful.executor;

  exports dev.wakeful.scope;
}
