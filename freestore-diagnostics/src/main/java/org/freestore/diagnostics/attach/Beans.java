// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.io.IOException;
import java.io.ObjectStreamException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Set;
import java.util.function.Supplier;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeErrorException;
import javax.management.openmbean.OpenDataException;
import org.freestore.diagnostics.attach.TargetException.Reason;
import org.jspecify.annotations.Nullable;

/// The beans of a process as Java objects, whose failures are in words.
final class Beans {
  private static final String DIAGNOSTIC_COMMANDS = "com.sun.management:type=DiagnosticCommand";

  /// What takes no time to answer is not waited for longer: the process may be frozen, which it
  /// does not say of itself.
  private static final int ANSWER_SECONDS = 30;

  /// The methods that go through all that is live, which may be gigabytes.
  private static final Set<String> WALKING =
      Set.of("leakReport", "snapshot", "trim", "usage", "verify");

  private final long pid;
  private final MBeanServerConnection server;

  Beans(long pid, MBeanServerConnection server) {
    this.pid = pid;
    this.server = server;
  }

  /// Something asked of the server.
  interface Question<T> {
    T ask(MBeanServerConnection server) throws IOException, JMException;
  }

  <T> T ask(Question<T> question) {
    return answer(() -> {
      try {
        return question.ask(server);
      } catch (IOException | JMException e) {
        throw failure(e);
      }
    });
  }

  private <T> T answer(Supplier<T> question) {
    return answer(question, ANSWER_SECONDS);
  }

  private <T> T answer(Supplier<T> question, int mostSeconds) {
    return Answer.to(question, pid, mostSeconds, _ -> {});
  }

  boolean has(ObjectName name) {
    return ask(beans -> beans.isRegistered(name));
  }

  /// Returns a bean; its methods throw [TargetException] only.
  <T> T bean(Class<T> type, ObjectName name) {
    T remote = JMX.newMXBeanProxy(server, name, type);
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                answer(
                    () -> invoke(method, remote, arguments),
                    WALKING.contains(method.getName()) ? Answer.HOWEVER_LONG : ANSWER_SECONDS)));
  }

  private Object invoke(Method method, Object bean, Object[] arguments) {
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      throw failure(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("not public: method=" + method, e);
    }
  }

  /// Returns whether the process has loaded a class; true where it does not say.
  boolean mayHaveLoaded(String className) {
    return ask(asked -> {
      try {
        Object text =
            asked.invoke(
                new ObjectName(DIAGNOSTIC_COMMANDS),
                "vmClassHierarchy",
                new Object[] {new String[] {className}},
                new String[] {String[].class.getName()});
        return String.valueOf(text).contains(className + "/");
      } catch (JMException e) {
        return true; // Not HotSpot, or without the module jdk.management.
      }
    });
  }

  private TargetException failure(Throwable failure) {
    Throwable cause =
        failure instanceof UndeclaredThrowableException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof InstanceNotFoundException) {
      return new TargetException(
          Reason.STORE_CLOSED, "the store was closed meanwhile: pid=" + pid, cause);
    }
    if (isOfOtherVersion(cause)) {
      return otherVersion(pid, reason(cause), cause);
    }
    if (cause instanceof IOException) {
      return LocalJvm.ended(pid, cause);
    }
    return new TargetException(
        Reason.FAILED,
        "the process could not do what it was asked for: pid=%d: %s".formatted(pid, reason(cause)),
        cause);
  }

  /// Returns whether beans lack what they are asked for, or answer with what is not expected, or
  /// find in their process a core that they do not fit.
  private static boolean isOfOtherVersion(Throwable cause) {
    return cause instanceof ObjectStreamException
        || cause instanceof OpenDataException
        || cause instanceof AttributeNotFoundException
        || cause instanceof ReflectionException
        || cause instanceof LinkageError
        || (cause instanceof RuntimeErrorException error
            && error.getCause() instanceof LinkageError);
  }

  static TargetException otherVersion(long pid, String why, @Nullable Throwable cause) {
    return new TargetException(
        Reason.OTHER_VERSION,
        "the process has another version of Freestore; use the command of that version: pid=%d: %s"
            .formatted(pid, why),
        cause);
  }

  /// Returns what the process says, without what its beans wrap it into.
  private static String reason(Throwable failure) {
    Throwable said =
        failure instanceof JMRuntimeException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return said.getMessage() == null ? said.toString() : said.getMessage();
  }
}
