package dev.wakeful.weave.fuzz; import java.util.Map; final class Coverage { static final Map<String,Integer> REQUIRED = Map.of(); }
