/// Tasks that belong together: join sets, scopes, task-locals.
package dev.wakeful.scope;
