package dev.wakeful.checks;

import java.util.ArrayList;
import java.util.List;

/// The check that chance, time and the kernel reach the library through its ports alone.
///
/// It reads compiled code, because a source has too many ways to say the same: a static import, a
/// method reference, an inherited method, a lambda. It sees calls, field accesses, method handles
/// and supertypes. It does not see reflection, nor what the JDK does on its own behind a permitted
/// call.
final class PortCheck {
  /// The one package that may.
  static final String PORTS = "dev.wakeful.env";

  /// Who else may do what. `what` is [PortRule#api].
  static final List<Waiver> WAIVERS =
      List.of(
          new Waiver(
              "dev.wakeful.async.UnwovenPolicy",
              "java.lang.System.getProperty",
              "asked where async() is called, before any runtime and its builder are known; a build"
                  + " must be able to forbid unwoven bodies without a change of the program"));

  private PortCheck() {}

  /// Every denied use outside the ports.
  static List<Finding> findings(Code code) {
    List<Finding> findings = new ArrayList<>();
    for (Use use : code.uses()) {
      if (Code.packageOf(use.inClass()).equals(PORTS)) {
        continue;
      }
      for (PortRule rule : PortRules.ALL) {
        if (rule.matches(use, code)) {
          findings.add(new Finding(outermost(use.inClass()), rule.api(), sentence(use, rule)));
        }
      }
    }
    return findings;
  }

  private static String sentence(Use use, PortRule rule) {
    return use.place()
        + " uses "
        + use.owner()
        + "."
        + use.name()
        + " (rule "
        + rule.api()
        + "); use "
        + rule.instead();
  }

  private static String outermost(String type) {
    int end = type.indexOf('$');
    return end < 0 ? type : type.substring(0, end);
  }
}
