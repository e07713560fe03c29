// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.freestore.Allocation;
import org.freestore.FreeStore;
import org.freestore.Leaks;
import org.freestore.MisuseReport;
import org.freestore.StoreListener;

/// Counts what happens in stores, and makes events of it once there is a flight recorder.
///
/// Found by the core on its own. The first use of Freestore does not wait for the flight recorder:
/// unless it runs already, a thread that soon ends asks it to say when it starts.
public final class DiagnosticsListener implements StoreListener {

  /// Who is told. Events come last, and only once there is a recorder: then they decide themselves
  /// whether they are recorded.
  private volatile StoreListener[] told;

  /// Makes a listener, which does nothing where `-Dfreestore.diagnostics=off` says so.
  ///
  /// @throws IllegalStateException if that property has a value that it cannot have
  public DiagnosticsListener() {
    boolean on = Switch.isOn();
    told = on ? new StoreListener[] {EventCounts.ofProcess()} : new StoreListener[0];
    if (on && FlightRecorder.isInitialized()) {
      awaitRecorder();
    } else if (on) {
      Thread.ofPlatform().daemon().name("freestore-events").start(this::awaitRecorder);
    }
  }

  private void awaitRecorder() {
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            begin();
          }
        });
  }

  private void begin() {
    FlightEvents events = new FlightEvents();
    events.answerPeriodically();
    told = new StoreListener[] {EventCounts.ofProcess(), events};
  }

  @Override
  public void closed(FreeStore store) {
    for (StoreListener each : told) {
      each.closed(store);
    }
  }

  @Override
  public void refilled(String storeName, long blockBytes, int blocks, boolean objects) {
    for (StoreListener each : told) {
      each.refilled(storeName, blockBytes, blocks, objects);
    }
  }

  @Override
  public void purged(long byteSize, long nanos) {
    for (StoreListener each : told) {
      each.purged(byteSize, nanos);
    }
  }

  @Override
  public void adopted(String storeName, long blockBytes, int slabs) {
    for (StoreListener each : told) {
      each.adopted(storeName, blockBytes, slabs);
    }
  }

  @Override
  public void limitReached(String storeName, long byteSize, long inUseBytes, long limitBytes) {
    for (StoreListener each : told) {
      each.limitReached(storeName, byteSize, inUseBytes, limitBytes);
    }
  }

  @Override
  public void sampled(String storeName, String typeName, long byteSize, Allocation allocation) {
    for (StoreListener each : told) {
      each.sampled(storeName, typeName, byteSize, allocation);
    }
  }

  @Override
  public void misused(MisuseReport report) {
    for (StoreListener each : told) {
      each.misused(report);
    }
  }

  @Override
  public void leaked(Leaks leaks) {
    for (StoreListener each : told) {
      each.leaked(leaks);
    }
  }

  @Override
  public boolean wantsLeaks() {
    for (StoreListener each : told) {
      if (each.wantsLeaks()) {
        return true;
      }
    }
    return false;
  }
}
