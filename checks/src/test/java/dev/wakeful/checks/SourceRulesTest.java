package dev.wakeful.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
  /// Files that may be longer than 400 lines: `new Waiver(file, "long", reason)`.
  private static final List<Waiver> LONG_FILES =
      List.of(
          new Waiver(
              "core/src/main/java/dev/wakeful/future/Future.java",
              "long",
              "default methods stand in one file; each is a line behind a paragraph of documentation"),
          new Waiver(
              "scope/src/main/java/dev/wakeful/scope/TaskScope.java",
              "long",
              "one lock and what it guards, behind the documentation of the whole idea"),
          new Waiver(
              "testkit/src/test/java/dev/wakeful/contract/FuturesUnorderedTest.java",
              "long",
              "every promise of one set, around the same few kinds of children"),
          new Waiver(
              "testkit/src/test/java/dev/wakeful/testkit/PlantedFutures.java",
              "long",
              "a catalogue: one broken future for each rule"),
          new Waiver(
              "core/src/main/java/dev/wakeful/stream/Stream.java",
              "long",
              "default methods stand in one file; each is a line behind a paragraph of documentation"),
          new Waiver(
              "weave/src/test/java/dev/wakeful/weave/javac/BuildToolTest.java",
              "long",
              "half of it is the environments of build tools, each used once"),
          new Waiver(
              "weave/src/test/shapes/shapes/Switches.java",
              "long",
              "a catalogue: one method for each form of switch"),
          new Waiver(
              "weave/src/test/shapes/shapes/Tries.java",
              "long",
              "a catalogue: one method for each way in and out of a try"));

  private static final List<SourceText> SOURCES =
      House.sources("java").stream()
          .map(file -> SourceText.of(House.name(file), House.read(file)))
          .toList();

  @Test
  void filesAreShort() {
    assertThat(Waiver.apply(all(SourceRules::length), LONG_FILES)).isEmpty();
  }

  @Test
  void aFileOfNineHundredLinesGetsNoWaiver() {
    assertThat(LONG_FILES).extracting(Waiver::what).allMatch("long"::equals);
  }

  @Test
  void silencedWarningsSayWhy() {
    assertThat(all(SourceRules::silenced)).extracting(Finding::text).isEmpty();
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertThat(all(SourceRules::unfinished)).extracting(Finding::text).isEmpty();
  }

  /// In what is published only: the twins in `stress` are weakened on purpose and have no partner.
  @Test
  void weakAccessesNameTheirPartners() {
    assertThat(all(SourceRules::weak))
        .filteredOn(found -> House.published().contains(found.place().replaceFirst("/.*", "")))
        .extracting(Finding::text)
        .isEmpty();
  }

  @Test
  void everyPublishedPackageSaysWhatItIs() {
    List<String> files =
        SOURCES.stream()
            .map(SourceText::name)
            .filter(name -> name.contains("/src/main/java/"))
            .filter(name -> House.published().contains(name.substring(0, name.indexOf('/'))))
            .toList();

    assertThat(files).contains("core/src/main/java/dev/wakeful/env/package-info.java");
    assertThat(SourceRules.bare(files)).isEmpty();
  }

  @Test
  void longFilesAreFound() {
    assertThat(SourceRules.length(planted("int i;\n".repeat(400)))).isEmpty();
    assertThat(SourceRules.length(planted("int i;\n".repeat(401))))
        .extracting(Finding::what)
        .containsExactly("long");
    assertThat(SourceRules.length(planted("int i;\n".repeat(901))))
        .extracting(Finding::what)
        .containsExactly("too long");
  }

  @Test
  void silencesWithoutAReasonAreFound() {
    assertThat(
            SourceRules.silenced(
                planted(
                    """
                    class P {
                      @SuppressWarnings("unchecked")
                      void bare() {}
                      @SuppressWarnings("unchecked") // it holds no T
                      void beside() {}
                      /// Nobody reads it.
                      @SuppressWarnings("unchecked")
                      void above() {}
                      // @SuppressWarnings in a comment
                    }
                    """)))
        .extracting(Finding::text)
        .containsExactly("P.java:2 silences a warning and does not say why");
  }

  @Test
  void unfinishedWorkIsFoundInCommentsOnly() {
    assertThat(
            SourceRules.unfinished(
                planted(
                    """
                    // TODO later
                    int i; /* it
                       FIXME breaks */
                    /// XXX really?
                    String s = "TODO"; // a word
                    int TODOS = 1; // TODOS are fine
                    """)))
        .extracting(Finding::text)
        .extracting(text -> text.substring(0, text.indexOf(' ')))
        .containsExactly("P.java:1", "P.java:3", "P.java:4");
  }

  @Test
  void weakAccessesWithoutAPartnerAreFound() {
    assertThat(
            SourceRules.weak(
                planted(
                    """
                    HEAD.setRelease(this, 1);
                    VarHandle.releaseFence();
                    value.lazySet(2);
                    HEAD.weakCompareAndSetPlain(this, 1, 2);
                    // fast
                    int now = (int) HEAD.getOpaque(this);
                    int a;
                    // release: pairs with the getAcquire in steal()
                    HEAD.setRelease(this, 1);
                    int b; // the partner is push()
                    int c;
                    int d;
                    HEAD.getAcquire(this);
                    HEAD.getPlain(this);
                    HEAD.getVolatile(this); HEAD.compareAndSet(this, 1, 2);
                    String s = "HEAD.getOpaque(this)"; // HEAD.getOpaque(this)
                    """)))
        .extracting(Finding::text)
        .extracting(text -> text.substring(0, text.indexOf(' ')))
        .containsExactly("P.java:1", "P.java:2", "P.java:3", "P.java:4", "P.java:6", "P.java:14");
  }

  @Test
  void aPackageWithoutPackageInfoIsFound() {
    assertThat(
            SourceRules.bare(
                List.of("m/module-info.java", "m/a/A.java", "m/a/package-info.java", "m/b/B.java")))
        .containsExactly("m/b");
  }

  @Test
  void aSourceIsTakenApart() {
    SourceText source =
        planted(
            """
            char q = '"'; String s = "a // b \\" c"; // one
            /* two
            three */ int i = 6 / 2;
            String t = \"""
                // none
                \""";
            """);

    assertThat(source.code())
        .containsExactly(
            "char q = ''; String s = \"\"; ",
            "",
            " int i = 6 / 2;",
            "String t = \"\"\"",
            "",
            "\"\"\";");
    assertThat(source.comments()).containsExactly("// one", "/* two", "three */", "", "", "");
  }

  private static List<Finding> all(Function<SourceText, List<Finding>> rule) {
    assertThat(SOURCES).isNotEmpty();
    return SOURCES.stream().flatMap(source -> rule.apply(source).stream()).toList();
  }

  private static SourceText planted(String text) {
    return SourceText.of("P.java", text);
  }
}
