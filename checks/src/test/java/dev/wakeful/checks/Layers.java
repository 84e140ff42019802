package dev.wakeful.checks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/// Who may know whom, where Maven and the module system cannot say it: rules for ArchUnit.
final class Layers {
  /// Which packages of this project each package of core may name, beside itself.
  static final Map<String, List<String>> CORE =
      Map.of(
          "dev.wakeful.env", List.of(),
          "dev.wakeful.task", List.of("dev.wakeful.env"),
          "dev.wakeful.future", List.of("dev.wakeful.env", "dev.wakeful.task"),
          "dev.wakeful.stream",
              List.of("dev.wakeful.env", "dev.wakeful.task", "dev.wakeful.future"),
          "dev.wakeful.io",
              List.of(
                  "dev.wakeful.env",
                  "dev.wakeful.task",
                  "dev.wakeful.future",
                  "dev.wakeful.stream"));

  /// No package is reached from itself.
  static final ArchRule NO_RINGS =
      slices().matching("dev.wakeful.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  private static final DescribedPredicate<JavaClass> ADAPTERS =
      resideInAPackage("dev.wakeful.bridge")
          .or(name("dev.wakeful.future.Future")) // its static `fromStage`
          .or(name("dev.wakeful.future.FromStage"));

  /// The futures of the JDK stay outside; whoever adapts them is named here.
  static final ArchRule NO_FOREIGN_FUTURES =
      noClasses()
          .that(not(ADAPTERS))
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Future.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(CompletionStage.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(CompletableFuture.class);

  private Layers() {}

  /// A package of core names none but those below it.
  static ArchRule pointsDown(String home) {
    List<String> allowed = new ArrayList<>(CORE.getOrDefault(home, List.of()));
    allowed.add(home);
    return noClasses()
        .that()
        .resideInAPackage(home)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.wakeful..")
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .allowEmptyShould(true);
  }

  /// The classes below some directories.
  static JavaClasses read(List<Path> directories) {
    return new ClassFileImporter().importPaths(directories);
  }

  /// What breaks a rule, in words.
  static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
