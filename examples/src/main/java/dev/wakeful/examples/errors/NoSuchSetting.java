package dev.wakeful.examples.errors;

/// The failure of asking for a setting that nobody has made.
final class NoSuchSetting extends Exception {
  NoSuchSetting(String user, String name) {
    super(user + " has no setting `" + name + "`");
  }
}
