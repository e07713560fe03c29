// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/// A struct with an array of structs in a struct, and one with a single property, written as the
/// annotation processor writes them.
interface Bus {
  Motor engine();

  /// What moves it.
  interface Motor {
    StructArray<Cylinder> cylinders();

    Clock clock();
  }

  /// A part of a [Motor].
  interface Cylinder {
    int stroke();

    int bore();
  }

  /// Has one property.
  interface Clock {
    int hour();
  }

  /// The flyweight of a [Bus].
  final class BusStruct extends StructObject implements Bus {
    static final StructType<Bus> TYPE =
        StructType.define(
                Bus.class, structLayout(JAVA_INT, MotorStruct.TYPE.layout()), BusStruct::new)
            .property("seats", "int", 0, 4, StructType.Content.VALUE)
            .embedded("engine", "Motor", 4, 36, MotorStruct.TYPE)
            .zeroConstructor()
            .register();

    private BusStruct(long reference, long address) {
      super(reference, address);
    }

    @Override
    protected StructType<?> type() {
      return TYPE;
    }

    @Override
    protected long live() {
      return TYPE.liveHeader();
    }

    @Override
    public Motor engine() {
      return embedded(MotorStruct.TYPE, 4);
    }
  }

  /// The flyweight of a [Motor].
  final class MotorStruct extends StructObject implements Motor {
    static final StructType<Motor> TYPE =
        StructType.define(
                Motor.class,
                structLayout(
                    sequenceLayout(4, CylinderStruct.TYPE.layout()), ClockStruct.TYPE.layout()),
                MotorStruct::new)
            .embedded("cylinders", "Cylinder", 0, 32, CylinderStruct.TYPE)
            .embedded("clock", "Clock", 32, 4, ClockStruct.TYPE)
            .zeroConstructor()
            .register();

    private MotorStruct(long reference, long address) {
      super(reference, address);
    }

    @Override
    protected StructType<?> type() {
      return TYPE;
    }

    @Override
    protected long live() {
      return TYPE.liveHeader();
    }

    @Override
    public StructArray<Cylinder> cylinders() {
      return structArray(CylinderStruct.TYPE, 0, 4);
    }

    @Override
    public Clock clock() {
      return embedded(ClockStruct.TYPE, 32);
    }
  }

  /// The flyweight of a [Cylinder].
  final class CylinderStruct extends StructObject implements Cylinder {
    static final StructType<Cylinder> TYPE =
        StructType.define(Cylinder.class, structLayout(JAVA_INT, JAVA_INT), CylinderStruct::new)
            .property("stroke", "int", 0, 4, StructType.Content.VALUE)
            .property("bore", "int", 4, 4, StructType.Content.VALUE)
            .zeroConstructor()
            .register();

    private CylinderStruct(long reference, long address) {
      super(reference, address);
    }

    @Override
    protected StructType<?> type() {
      return TYPE;
    }

    @Override
    protected long live() {
      return TYPE.liveHeader();
    }

    @Override
    public int stroke() {
      return getInt(0);
    }

    @Override
    public int bore() {
      return getInt(4);
    }
  }

  /// The flyweight of a [Clock].
  final class ClockStruct extends StructObject implements Clock {
    static final StructType<Clock> TYPE =
        StructType.define(Clock.class, structLayout(JAVA_INT), ClockStruct::new)
            .property("hour", "int", 0, 4, StructType.Content.VALUE)
            .zeroConstructor()
            .register();

    private ClockStruct(long reference, long address) {
      super(reference, address);
    }

    @Override
    protected StructType<?> type() {
      return TYPE;
    }

    @Override
    protected long live() {
      return TYPE.liveHeader();
    }

    @Override
    public int hour() {
      return getInt(0);
    }
  }
}
