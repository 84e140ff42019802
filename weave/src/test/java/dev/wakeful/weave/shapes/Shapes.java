package dev.wakeful.weave.shapes;

import dev.wakeful.future.Future;
import dev.wakeful.weave.kit.ClassFiles;
import dev.wakeful.weave.kit.Driver;
import dev.wakeful.weave.kit.Fresh;
import dev.wakeful.weave.kit.Outcome;
import dev.wakeful.weave.kit.Schedule;
import dev.wakeful.weave.kit.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The shapes among some classes: every static method that takes a [World] and returns a future.
final class Shapes {
  private final ClassFiles classes;
  private final List<Method> all = new ArrayList<>();

  Shapes(ClassFiles classes) {
    this.classes = classes;
    ClassLoader loader = classes.load();
    for (String name : classes.byName().keySet()) {
      if (!name.contains("$")) {
        for (Method method : load(loader, name).getDeclaredMethods()) {
          if (isShape(method)) {
            method.setAccessible(true);
            all.add(method);
          }
        }
      }
    }
    all.sort(Comparator.comparing(Shapes::name));
  }

  private static boolean isShape(Method method) {
    return method.getReturnType() == Future.class
        && !method.isSynthetic()
        && List.of(method.getParameterTypes()).equals(List.of(World.class))
        && Modifier.isStatic(method.getModifiers())
        && !Modifier.isPrivate(method.getModifiers());
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("the class " + name + " is not there", e);
    }
  }

  /// The names of all, such as `Loops.forHeader`, sorted.
  List<String> names() {
    return all.stream().map(Shapes::name).toList();
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /// One run of one of them.
  ///
  /// @param name as from [#names]
  /// @param schedule how it goes
  Outcome run(String name, Schedule schedule) {
    return Driver.run(world -> start(name, world), schedule);
  }

  /// The future of one of them.
  ///
  /// @param name as from [#names]
  /// @param world where it runs
  Future<?> start(String name, World world) throws Exception {
    Method method = all.stream().filter(each -> name(each).equals(name)).findFirst().orElseThrow();
    Method loaded = method.isAnnotationPresent(Fresh.class) ? again(method) : method;
    try {
      return (Future<?>) loaded.invoke(null, world);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Method again(Method method) throws NoSuchMethodException {
    Method fresh =
        load(classes.load(), method.getDeclaringClass().getName())
            .getDeclaredMethod(method.getName(), World.class);
    fresh.setAccessible(true);
    return fresh;
  }
}
