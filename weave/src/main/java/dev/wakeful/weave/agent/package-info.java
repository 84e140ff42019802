/// The agent: weaves classes when they are loaded, for runs whose build does not weave.
package dev.wakeful.weave.agent;
