// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.management.remote.JMXServiceURL;
import org.freestore.diagnostics.attach.TargetException.Reason;
import org.jspecify.annotations.Nullable;

/// A JVM of this machine that one can attach to: the JDK's attach mechanism, with its failures in
/// words.
final class LocalJvm implements AutoCloseable {
  private final long pid;
  private final VirtualMachine machine;

  private LocalJvm(long pid, VirtualMachine machine) {
    this.pid = pid;
    this.machine = machine;
  }

  /// Attaches to a process.
  ///
  /// @throws TargetException if that is not possible
  static LocalJvm attach(long pid) {
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(() ->
                new TargetException(
                    Reason.NO_SUCH_PROCESS, "there is no such process: pid=" + pid, null));
    // To attach is to send a signal, which would be waited for, and be acted on at last.
    if (isStopped(pid)) {
      throw stopped(pid);
    }
    try {
      return new LocalJvm(pid, VirtualMachine.attach(Long.toString(pid)));
    } catch (AttachNotSupportedException | IOException e) {
      throw refused(process, e);
    }
  }

  static TargetException stopped(long pid) {
    return new TargetException(
        Reason.NOT_ANSWERING,
        "the process is stopped, by a signal or a debugger; kill -CONT lets it go on: pid=" + pid,
        null);
  }

  /// Looks into `/proc/PID/stat` (proc_pid_stat(5)); elsewhere nobody says.
  static boolean isStopped(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
      return state.startsWith("T") || state.startsWith("t");
    } catch (IOException e) {
      return false;
    }
  }

  private static TargetException refused(ProcessHandle process, Exception cause) {
    if (!process.isAlive()) {
      return ended(process.pid(), cause);
    }
    Optional<String> owner = process.info().user();
    String user = System.getProperty("user.name", "");
    if (owner.isPresent() && !owner.get().equals(user)) {
      return new TargetException(
          Reason.NOT_PERMITTED,
          "the process belongs to another user, who can attach to it: pid=%d owner=%s user=%s"
              .formatted(process.pid(), owner.get(), user),
          cause);
    }
    return new TargetException(
        Reason.NOT_ATTACHABLE,
        "the process is no JVM, or lets nobody attach to it (-XX:+DisableAttachMechanism):"
            + " pid=%d command=%s"
                .formatted(process.pid(), process.info().command().orElse("(unknown)")),
        cause);
  }

  static TargetException ended(long pid, Throwable cause) {
    return new TargetException(Reason.ENDED, "the process has ended meanwhile: pid=" + pid, cause);
  }

  /// Returns where the process's beans can be reached from this machine. Opens a port of the loop
  /// back address in the process, unless it is open already, that only this user can use.
  ///
  /// @throws TargetException if the process cannot
  JMXServiceURL address() {
    try {
      return new JMXServiceURL(machine.startLocalManagementAgent());
    } catch (IOException | RuntimeException e) {
      throw alive()
          ? new TargetException(
              Reason.NOT_ATTACHABLE,
              "the process cannot be managed; its run-time image may lack the module"
                  + " jdk.management.agent: pid=%d: %s".formatted(pid, e.getMessage()),
              e)
          : ended(pid, e);
    }
  }

  boolean alive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /// Loads the diagnostics into the process.
  ///
  /// @throws TargetException if that is not possible
  void loadDiagnostics() {
    try (AgentJar jar = new AgentJar()) {
      machine.loadAgent(jar.file().toString(), jar.classPath());
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw alive() ? notLoaded(pid, String.valueOf(e.getMessage()), e) : ended(pid, e);
    }
  }

  static TargetException notLoaded(long pid, String why, @Nullable Throwable cause) {
    return new TargetException(
        Reason.NO_DIAGNOSTICS,
        "the process uses Freestore without its diagnostics, which cannot be loaded into it;"
            + " put freestore-diagnostics on its class path or module path, and do not switch it off"
            + " (-Dfreestore.diagnostics=off): pid=%d: %s".formatted(pid, why),
        cause);
  }

  @Override
  public void close() {
    try {
      machine.detach();
    } catch (IOException e) {
      // The process has ended, or will notice.
    }
  }
}
