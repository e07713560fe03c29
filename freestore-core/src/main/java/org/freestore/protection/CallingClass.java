// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import java.lang.StackWalker.StackFrame;
import java.lang.foreign.SegmentAllocator;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What is to be known of a class that has a frame on a stack. Lives as long as the class does: who
/// keeps its number does not keep the class.
final class CallingClass {
  private static final String OWN_PACKAGE = "org.freestore";
  private static final String FLYWEIGHT = "org.freestore.StructObject";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final ClassValue<CallingClass> ALL =
      new ClassValue<>() {
        @Override
        protected CallingClass computeValue(Class<?> type) {
          return new CallingClass(type);
        }
      };

  private static final int OVERLOADED = 0;

  private final int number = next();
  private final boolean own;
  private final boolean shown;
  private final boolean callsUnnamed;

  /// By name or, where there are several, also by name with descriptor.
  private final Map<String, Integer> methods = new ConcurrentHashMap<>();

  private final WeakReference<Class<?>> type;

  private CallingClass(Class<?> type) {
    this.type = new WeakReference<>(type);
    // Of the JDK's methods that allocate by those of a store or an arena, the caller is meant.
    own = isFlyweight(type) || isOfCore(type) || type == SegmentAllocator.class;
    callsUnnamed = isOfInvocation(type);
    shown = !type.isHidden() && !callsUnnamed;
  }

  static CallingClass of(Class<?> type) {
    return ALL.get(type);
  }

  /// Returns a number that no other class has.
  int number() {
    return number;
  }

  /// Returns whether it is Freestore's, or was written by its annotation processor, or stands
  /// between programs and either.
  boolean isOwn() {
    return own;
  }

  /// Returns whether a reader of the stack is to see its frames.
  boolean isShown() {
    return shown;
  }

  /// Returns whether its instructions do not say which methods they call.
  boolean callsUnnamed() {
    return callsUnnamed;
  }

  /// Returns a number that no other method of the class has. The frame's descriptor is asked for
  /// only where its name is not enough: that takes longer than all the rest.
  int method(StackFrame frame) {
    String name = frame.getMethodName();
    Integer known = methods.get(name);
    int number = known != null ? known : learn(name, isOverloaded(name) ? OVERLOADED : next());
    if (number != OVERLOADED) {
      return number;
    }
    String overload = name + frame.getDescriptor();
    Integer knownOverload = methods.get(overload);
    return knownOverload != null ? knownOverload : learn(overload, next());
  }

  /// @return the number that the method has already, or the new one
  private int learn(String method, int number) {
    Integer before = methods.putIfAbsent(method, number);
    return before != null ? before : number;
  }

  private static int next() {
    return COUNT.incrementAndGet();
  }

  private boolean isOverloaded(String name) {
    Class<?> declaring = type.get();
    if (declaring == null || name.startsWith("<")) {
      return true;
    }
    try {
      int count = 0;
      for (Method method : declaring.getDeclaredMethods()) {
        count += method.getName().equals(name) ? 1 : 0;
      }
      return count != 1;
    } catch (LinkageError e) {
      return true; // a type that one of its methods names is not there
    }
  }

  /// Returns whether a frame is of a method that calls for others, which stack traces leave out.
  static boolean isHiddenMethod(StackTraceElement frame) {
    return switch (frame.getClassName()) {
      case "java.lang.Thread", "java.lang.VirtualThread" -> frame.getMethodName().equals("runWith");
      case "java.security.AccessController" -> frame.getMethodName().equals("executePrivileged");
      case "jdk.internal.vm.Continuation" -> frame.getMethodName().startsWith("enter");
      default -> false;
    };
  }

  private static boolean isOfInvocation(Class<?> type) {
    String name = type.getPackageName();
    return name.equals("java.lang.invoke")
        || name.startsWith("jdk.internal.reflect")
        || type == Method.class
        || type == Constructor.class;
  }

  private static boolean isFlyweight(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.getName().equals(FLYWEIGHT)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfCore(Class<?> type) {
    String name = type.getPackageName();
    return (name.equals(OWN_PACKAGE) || name.startsWith(OWN_PACKAGE + "."))
        && (type.getProtectionDomain().equals(Core.DOMAIN) || Origin.of(type).equals(Core.ORIGIN));
  }

  /// Found at the first need.
  private static final class Core {
    /// Classes of one jar and loader have one; it is quicker to compare than where they are.
    static final ProtectionDomain DOMAIN = CallingClass.class.getProtectionDomain();

    static final String ORIGIN = Origin.of(CallingClass.class);
  }
}
