// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import org.freestore.diagnostics.attach.TargetException.Reason;
import org.freestore.diagnostics.management.FreeStoreMXBean;
import org.freestore.diagnostics.management.FreeStoresMXBean;
import org.freestore.diagnostics.management.LateStart;
import org.freestore.diagnostics.management.ManagementNames;
import org.jspecify.annotations.Nullable;

/// A running process that uses Freestore, found by its identifier: a JVM of the same user on this
/// machine.
///
/// ```java
/// try (Target target = Target.of(pid)) {
///   target.snapshot(file);
/// }
/// ```
///
/// Goes through the JDK's attach mechanism to the beans that the diagnostics register in the
/// process. Where the process has none, they are loaded into it, which its JVM announces with a
/// warning on its standard error; they stay there. All methods, also those of the beans, throw
/// [TargetException] only. Any thread may call them.
///
/// @apiNote Needs the modules `jdk.attach` and `java.management.rmi`.
public final class Target implements AutoCloseable {
  private static final String CORE = "org.freestore.FreeStore";
  private static final String LISTENER = "org.freestore.diagnostics.management.ManagementListener";

  /// As long as a process may take to register its beans, once its MBean server has been made.
  private static final int PATIENCE_MILLIS = 3_000;

  private static final int LOOK_MILLIS = 50;

  /// The JDK itself waits up to 10 seconds for a JVM to begin.
  private static final int ATTACH_SECONDS = 30;

  private static final int CLOSE_SECONDS = 5;

  private final long pid;
  private final Beans beans;
  private final @Nullable JMXConnector connector;
  private boolean loaded;

  private Target(long pid, Beans beans, @Nullable JMXConnector connector) {
    this.pid = pid;
    this.beans = beans;
    this.connector = connector;
  }

  /// Attaches to a process; to this one, too.
  ///
  /// @param pid its identifier
  /// @throws TargetException if that is not possible
  public static Target of(long pid) {
    if (pid == ProcessHandle.current().pid()) {
      LateStart.start();
      return new Target(pid, new Beans(pid, ManagementFactory.getPlatformMBeanServer()), null);
    }
    return Answer.to(() -> attached(pid), pid, ATTACH_SECONDS, Target::close);
  }

  private static Target attached(long pid) {
    try (LocalJvm machine = LocalJvm.attach(pid)) {
      Target target = connect(pid, machine);
      try {
        target.prepare(machine);
        return target;
      } catch (TargetException e) {
        target.close();
        throw e;
      }
    }
  }

  /// Reads what a process of this user's own sends.
  @SuppressWarnings("BanJNDI")
  private static Target connect(long pid, LocalJvm machine) {
    try {
      JMXConnector connector = JMXConnectorFactory.connect(machine.address());
      return new Target(pid, new Beans(pid, connector.getMBeanServerConnection()), connector);
    } catch (IOException e) {
      throw LocalJvm.ended(pid, e);
    }
  }

  private void prepare(LocalJvm machine) {
    ObjectName name = ManagementNames.stores();
    if (!beans.has(name)) {
      if (!beans.mayHaveLoaded(CORE)) {
        throw noFreestore();
      }
      boolean comesByItself = beans.mayHaveLoaded(LISTENER) && await(name);
      if (!comesByItself) {
        load(machine, name);
      }
    }
    checkVersion();
  }

  private TargetException noFreestore() {
    return new TargetException(
        Reason.NO_FREESTORE, "the process has not used Freestore so far: pid=" + pid, null);
  }

  private boolean await(ObjectName name) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() < end) {
      if (beans.has(name)) {
        return true;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private void load(LocalJvm machine, ObjectName name) {
    machine.loadDiagnostics();
    loaded = true;
    if (beans.has(name)) {
      return;
    }
    String failure = runtime().getSystemProperties().get(Agent.FAILURE);
    if (failure == null) {
      throw noFreestore();
    }
    throw LocalJvm.notLoaded(pid, failure, null);
  }

  private void checkVersion() {
    Object version =
        beans.ask(server -> server.getAttribute(ManagementNames.stores(), "ManagementVersion"));
    if (!version.equals(ManagementNames.VERSION)) {
      Object release =
          beans.ask(server -> server.getAttribute(ManagementNames.stores(), "Version"));
      throw Beans.otherVersion(
          pid,
          "version=%s beans=%s understood=%d".formatted(release, version, ManagementNames.VERSION),
          null);
    }
  }

  /// Returns the process's identifier.
  public long pid() {
    return pid;
  }

  /// Returns whether the diagnostics had to be loaded into the process.
  public boolean wasLoaded() {
    return loaded;
  }

  /// Returns the bean of the process's JVM: how long it is up, and what its command line was.
  public RuntimeMXBean runtime() {
    try {
      return beans.bean(RuntimeMXBean.class, new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME));
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the bean of all stores.
  public FreeStoresMXBean process() {
    return beans.bean(FreeStoresMXBean.class, ManagementNames.stores());
  }

  /// Returns the beans of the stores that are open now, the global one first, others by name. Asked
  /// for a store that is closed meanwhile, a bean's methods throw a [TargetException] that says so.
  public List<FreeStoreMXBean> stores() {
    Set<ObjectName> names =
        beans.ask(server -> server.queryNames(ManagementNames.everyStore(), null));
    return names.stream()
        .sorted(Comparator.comparing(Target::isNotGlobal).thenComparing(ObjectName::toString))
        .map(name -> beans.bean(FreeStoreMXBean.class, name))
        .toList();
  }

  private static boolean isNotGlobal(ObjectName name) {
    return !"global".equals(name.getKeyProperty("name")) || name.getKeyProperty("instance") != null;
  }

  /// Has the process save a snapshot of its stores.
  ///
  /// @param file where to; what is there is replaced
  public void snapshot(Path file) {
    Path absolute = file.toAbsolutePath();
    process().snapshot(absolute.toString());
    if (!Files.isRegularFile(absolute)) {
      throw new TargetException(
          Reason.FAILED,
          "the process sees other files than this one, as in a container; its snapshot is there,"
              + " not here: pid=%d file=%s".formatted(pid, absolute),
          null);
    }
  }

  /// Ends the connection. The process keeps its beans.
  @Override
  public void close() {
    if (connector != null) {
      try {
        Answer.to(() -> disconnected(connector), pid, CLOSE_SECONDS, _ -> {});
      } catch (TargetException e) {
        // It does not answer: nobody asks it any more.
      }
    }
  }

  private static boolean disconnected(JMXConnector connector) {
    try {
      connector.close();
      return true;
    } catch (IOException e) {
      return false; // The process has ended: so has the connection.
    }
  }
}
