module newcomer {
  requires dev.wakeful.runtime;
}
