// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.freestore.ReportText.caught;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.freestore.fixture.Car;
import org.freestore.fixture.CarStruct;
import org.freestore.fixture.PointStruct;
import org.freestore.fixture.ShapeStruct;
import org.freestore.fixture.Spot;
import org.freestore.fixture.SpotStruct;
import org.freestore.fixture.Truck;
import org.freestore.fixture.TruckStruct;
import org.freestore.memory.Memory;
import org.freestore.object.Header;
import org.freestore.object.Reference;

/// Something of everything that can be done wrong, by name: what `misuse-reports.txt` has the
/// reports of, and `docs/misuse-reports.md` some of them.
final class MisuseExamples {
  private static final Map<String, Function<FreeStore, MisuseException>> ALL =
      new LinkedHashMap<>();

  private MisuseExamples() {}

  static {
    ALL.put("use-after-delete", MisuseExamples::useAfterDelete);
    ALL.put("use-after-delete sites", MisuseExamples::useAfterDelete);
    ALL.put("use-after-delete reused", MisuseExamples::reused);
    ALL.put("use-after-delete first property", MisuseExamples::firstProperty);
    ALL.put("use-after-delete only property", MisuseExamples::onlyProperty);
    ALL.put("use-after-delete only property embedded", MisuseExamples::onlyPropertyEmbedded);
    ALL.put("use-after-delete element of an embedded array", MisuseExamples::bore);
    ALL.put("use-after-delete property of an element", MisuseExamples::elementProperty);
    ALL.put("use-after-delete large array", MisuseExamples::largeArray);
    ALL.put("use-after-delete text", MisuseExamples::text);
    ALL.put("use-after-delete automatic", MisuseExamples::automaticUsed);
    ALL.put("use-after-delete automatic sites", MisuseExamples::automaticUsed);
    ALL.put("use-after-delete placement", MisuseExamples::placementUsed);
    ALL.put("use-after-delete storage closed", MisuseExamples::storageClosed);
    ALL.put("use-after-delete shared", MisuseExamples::sharedUsed);
    ALL.put("use-after-delete pool", MisuseExamples::poolUsed);
    ALL.put("use-after-delete monotonic", MisuseExamples::monotonicUsed);
    ALL.put("use-after-delete store closed", MisuseExamples::storeClosed);
    ALL.put("use-after-delete retired", MisuseExamples::retired);
    ALL.put("use-after-delete purged", MisuseExamples::purged);
    ALL.put("use-after-delete nonsense", _ -> nonsense());
    ALL.put("double-delete", MisuseExamples::doubleDelete);
    ALL.put("double-delete sites", MisuseExamples::doubleDelete);
    ALL.put("double-delete array", MisuseExamples::doubleDeleteArray);
    ALL.put("double-delete in destructor", MisuseExamples::beingDestroyed);
    ALL.put("double-delete automatic", MisuseExamples::automaticDeletedLate);
    ALL.put("invalid-delete automatic", MisuseExamples::automatic);
    ALL.put("invalid-delete static", _ -> ofStatic());
    ALL.put("invalid-delete static array", _ -> ofStaticArray());
    ALL.put("invalid-delete placement", MisuseExamples::placement);
    ALL.put("invalid-delete shared", MisuseExamples::shared);
    ALL.put("invalid-delete embedded", MisuseExamples::embedded);
    ALL.put("invalid-delete element", MisuseExamples::element);
    ALL.put("invalid-delete free of automatic", MisuseExamples::freeOfAutomatic);
    ALL.put("invalid-delete free of ended automatic", MisuseExamples::freeOfEnded);
    ALL.put("invalid-delete free of static", _ -> freeOfStatic());
    ALL.put("invalid-delete free of placement", MisuseExamples::freeOfPlacement);
    ALL.put("invalid-delete free of text", MisuseExamples::freeOfText);
    ALL.put("invalid-delete free of nothing", MisuseExamples::freeOfNothing);
    ALL.put("mismatched-delete array", MisuseExamples::deleteOfArray);
    ALL.put("mismatched-delete object", MisuseExamples::deleteArrayOfObject);
    ALL.put("mismatched-delete base", MisuseExamples::throughBase);
    ALL.put("mismatched-delete free of object", MisuseExamples::freeOfObject);
    ALL.put("mismatched-delete free of array", MisuseExamples::freeOfArray);
    ALL.put("mismatched-delete raw block", MisuseExamples::deleteOfRaw);
    ALL.put("mismatched-delete destroy", MisuseExamples::destroyOfObject);
    ALL.put("type-mismatch", MisuseExamples::cast);
    ALL.put("type-mismatch foreign", _ -> foreign());
    ALL.put("uninitialized-read", MisuseExamples::uninitialized);
    ALL.put("pure-virtual-call", _ -> pureVirtual());
    ALL.put("expired-weak-pointer", MisuseExamples::expired);
    ALL.put("double-free", MisuseExamples::doubleFree);
    ALL.put("double-free sites", MisuseExamples::doubleFree);
    ALL.put("bad-free interior", MisuseExamples::interior);
    ALL.put("bad-free foreign", MisuseExamples::freeOfForeign);
    ALL.put("bad-free other store", MisuseExamples::otherStore);
    ALL.put("free-size-mismatch", MisuseExamples::wrongSize);
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  /// Does what the name says, in a store of its own; with sites recorded where the name ends so.
  static MisuseException run(String name) {
    FreeStore.global().trim();
    Protection protection = name.endsWith(" sites") ? Protection.SITES : Protection.STANDARD;
    FreeStoreOptions options =
        FreeStoreOptions.defaults().withName("garage").withProtection(protection);
    try (FreeStore garage = FreeStore.open(options)) {
      MisuseException misuse = Objects.requireNonNull(ALL.get(name)).apply(garage);
      garage.verify();
      return misuse;
    }
  }

  private static MisuseException use(Car car) {
    return caught(UseAfterDeleteException.class, () -> car.speed());
  }

  private static long address(Object object) {
    return ((StoreObject) object).address;
  }

  private static long reference(Object object) {
    return ((StoreObject) object).reference;
  }

  private static MisuseException useAfterDelete(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    FreeStore.delete(car);
    return use(car);
  }

  private static MisuseException reused(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    FreeStore.delete(car);
    FreeStore.delete(PointStruct.createIn(garage));
    PointStruct.createIn(garage);
    return caught(UseAfterDeleteException.class, () -> car.speed(120));
  }

  private static MisuseException firstProperty(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    FreeStore.delete(car);
    return caught(UseAfterDeleteException.class, () -> car.name("bee"));
  }

  private static MisuseException onlyProperty(FreeStore garage) {
    Bus.Clock clock = Creation.createIn(garage, Bus.ClockStruct.TYPE);
    FreeStore.delete(clock);
    return caught(UseAfterDeleteException.class, () -> clock.hour());
  }

  private static MisuseException onlyPropertyEmbedded(FreeStore garage) {
    StructArray<Bus> buses = StructArray.createIn(garage, Bus.BusStruct.TYPE, 3);
    Bus.Clock clock = buses.get(2).engine().clock();
    FreeStore.deleteArray(buses);
    return caught(UseAfterDeleteException.class, () -> clock.hour());
  }

  private static MisuseException bore(FreeStore garage) {
    Bus bus = Creation.createIn(garage, Bus.BusStruct.TYPE);
    Bus.Cylinder cylinder = bus.engine().cylinders().get(3);
    FreeStore.delete(bus);
    return caught(UseAfterDeleteException.class, () -> cylinder.bore());
  }

  private static MisuseException elementProperty(FreeStore garage) {
    StructArray<Car> cars = FreeStore.createArrayIn(garage, Car.class, 5);
    Car third = cars.get(3);
    FreeStore.deleteArray(cars);
    return use(third);
  }

  private static MisuseException largeArray(FreeStore garage) {
    IntArray numbers = IntArray.createIn(garage, 100_000);
    FreeStore.deleteArray(numbers);
    return caught(UseAfterDeleteException.class, () -> numbers.set(77_777, 1));
  }

  private static MisuseException text(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    car.name("bee");
    long text = Memory.getLong(address(car));
    car.name("wasp");
    return caught(UseAfterDeleteException.class, () -> Texts.read(text));
  }

  private static MisuseException automaticUsed(FreeStore garage) {
    Car car;
    try (AutoScope request = AutoScope.openIn(garage, "request")) {
      car = CarStruct.createIn(request);
    }
    return use(car);
  }

  private static MisuseException automaticDeletedLate(FreeStore garage) {
    Car car;
    try (AutoScope request = AutoScope.openIn(garage, "request")) {
      car = CarStruct.createIn(request);
    }
    return caught(DoubleDeleteException.class, () -> FreeStore.delete(car));
  }

  private static MisuseException placementUsed(FreeStore garage) {
    try (Storage storage = Storage.ofIn(garage, Car.class)) {
      Car car = CarStruct.createIn(storage);
      FreeStore.destroy(car);
      return use(car);
    }
  }

  private static MisuseException storageClosed(FreeStore garage) {
    Car car;
    try (Storage storage = Storage.ofIn(garage, Car.class)) {
      car = CarStruct.createIn(storage);
    }
    return use(car);
  }

  private static MisuseException sharedUsed(FreeStore garage) {
    Spot spot;
    try (Shared<Spot> shared = Shared.makeIn(garage, Spot.class)) {
      spot = shared.get();
    }
    return caught(UseAfterDeleteException.class, () -> spot.y());
  }

  private static MisuseException poolUsed(FreeStore garage) {
    Car car;
    try (PoolResource pool = PoolResource.open(garage, PoolResource.Options.defaults())) {
      car = CarStruct.createIn(pool);
    }
    return use(car);
  }

  private static MisuseException monotonicUsed(FreeStore garage) {
    Car car;
    try (MonotonicResource monotonic = MonotonicResource.open(garage)) {
      car = CarStruct.createIn(monotonic);
    }
    return use(car);
  }

  private static MisuseException storeClosed(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    garage.close();
    return use(car);
  }

  /// Gives a block the last generation there is, so that the delete retires it.
  private static MisuseException retired(FreeStore garage) {
    Car young = CarStruct.createIn(garage);
    long block = Reference.address(reference(young));
    long last = Reference.LAST_GENERATION << Reference.GENERATION_SHIFT;
    Memory.putLong(block, (Memory.getLong(block) & ~Reference.GENERATION_MASK) | last);
    Car car = CarStruct.at(Reference.of(block, Reference.LAST_GENERATION));
    FreeStore.delete(car);
    return use(car);
  }

  private static MisuseException purged(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    FreeStore.delete(car);
    garage.trim();
    return use(car);
  }

  private static MisuseException nonsense() {
    return use(CarStruct.at(-1));
  }

  private static MisuseException doubleDelete(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    FreeStore.delete(car);
    return caught(DoubleDeleteException.class, () -> FreeStore.delete(car));
  }

  private static MisuseException doubleDeleteArray(FreeStore garage) {
    IntArray numbers = IntArray.createIn(garage, 8);
    FreeStore.deleteArray(numbers);
    return caught(DoubleDeleteException.class, () -> FreeStore.deleteArray(numbers));
  }

  private static MisuseException beingDestroyed(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    long block = Reference.address(reference(car));
    long header = Memory.getLong(block);
    Memory.putLong(block, Header.withState(header, Header.DESTROYING));
    MisuseException misuse = caught(DoubleDeleteException.class, () -> FreeStore.delete(car));
    Memory.putLong(block, header);
    return misuse;
  }

  private static MisuseException automatic(FreeStore garage) {
    try (AutoScope request = AutoScope.openIn(garage, "request")) {
      Car car = CarStruct.createIn(request);
      return caught(InvalidDeleteException.class, () -> FreeStore.delete(car));
    }
  }

  private static MisuseException ofStatic() {
    Car car = CarStruct.createIn(FreeStore.statics());
    return caught(InvalidDeleteException.class, () -> FreeStore.delete(car));
  }

  private static MisuseException ofStaticArray() {
    IntArray numbers = IntArray.createIn(FreeStore.statics(), 3);
    return caught(InvalidDeleteException.class, () -> FreeStore.deleteArray(numbers));
  }

  private static MisuseException placement(FreeStore garage) {
    try (Storage storage = Storage.ofIn(garage, Car.class)) {
      Car car = CarStruct.createIn(storage);
      return caught(InvalidDeleteException.class, () -> FreeStore.delete(car));
    }
  }

  private static MisuseException shared(FreeStore garage) {
    try (Shared<Spot> shared = Shared.makeIn(garage, Spot.class)) {
      Spot spot = shared.get();
      return caught(InvalidDeleteException.class, () -> FreeStore.delete(spot));
    }
  }

  private static MisuseException embedded(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    return caught(InvalidDeleteException.class, () -> FreeStore.delete((Object) car.engine()));
  }

  private static MisuseException element(FreeStore garage) {
    StructArray<Car> cars = FreeStore.createArrayIn(garage, Car.class, 5);
    return caught(InvalidDeleteException.class, () -> FreeStore.delete((Object) cars.get(3)));
  }

  private static MisuseException freeOfAutomatic(FreeStore garage) {
    try (AutoScope request = AutoScope.openIn(garage, "request")) {
      Car car = CarStruct.createIn(request);
      return caught(InvalidDeleteException.class, () -> garage.free(address(car)));
    }
  }

  private static MisuseException freeOfEnded(FreeStore garage) {
    IntArray numbers;
    try (AutoScope request = AutoScope.openIn(garage, "request")) {
      numbers = IntArray.createIn(request, 8);
    }
    return caught(InvalidDeleteException.class, () -> garage.free(address(numbers)));
  }

  private static MisuseException freeOfStatic() {
    Car car = CarStruct.createIn(FreeStore.statics());
    return caught(InvalidDeleteException.class, () -> FreeStore.global().free(address(car)));
  }

  private static MisuseException freeOfPlacement(FreeStore garage) {
    try (Storage storage = Storage.ofIn(garage, Car.class)) {
      Car car = CarStruct.createIn(storage);
      return caught(InvalidDeleteException.class, () -> garage.free(address(car)));
    }
  }

  private static MisuseException freeOfText(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    car.name("bee");
    long text = Reference.address(Memory.getLong(address(car)));
    return caught(InvalidDeleteException.class, () -> garage.free(text));
  }

  private static MisuseException freeOfNothing(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    return caught(InvalidDeleteException.class, () -> garage.free(address(car) + 4_000));
  }

  private static MisuseException deleteOfArray(FreeStore garage) {
    IntArray numbers = IntArray.createIn(garage, 8);
    return caught(MismatchedDeleteException.class, () -> FreeStore.delete((Object) numbers));
  }

  private static MisuseException deleteArrayOfObject(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    return caught(MismatchedDeleteException.class, () -> FreeStore.deleteArray((Object) car));
  }

  private static MisuseException throughBase(FreeStore garage) {
    Truck truck = TruckStruct.createIn(garage);
    Car car = CarStruct.at(reference(truck));
    return caught(MismatchedDeleteException.class, () -> FreeStore.delete(car));
  }

  private static MisuseException freeOfObject(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    return caught(MismatchedDeleteException.class, () -> garage.free(address(car)));
  }

  private static MisuseException freeOfArray(FreeStore garage) {
    IntArray numbers = IntArray.createIn(garage, 8);
    return caught(MismatchedDeleteException.class, () -> garage.free(address(numbers)));
  }

  private static MisuseException deleteOfRaw(FreeStore garage) {
    Object block = garage.allocate(100, 8);
    return caught(MismatchedDeleteException.class, () -> FreeStore.delete(block));
  }

  private static MisuseException destroyOfObject(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    return caught(MismatchedDeleteException.class, () -> FreeStore.destroy(car));
  }

  private static MisuseException cast(FreeStore garage) {
    Car car = CarStruct.createIn(garage);
    return caught(TypeMismatchException.class, () -> FreeStore.cast(Truck.class, car));
  }

  private static MisuseException foreign() {
    return caught(TypeMismatchException.class, () -> FreeStore.delete((Object) "a string"));
  }

  private static MisuseException uninitialized(FreeStore garage) {
    return caught(UninitializedReadException.class, () -> PointStruct.createIn(garage).x());
  }

  /// As the flyweight of an abstract struct does.
  private static MisuseException pureVirtual() {
    return Misuses.pureVirtual(ShapeStruct.TYPE, "area");
  }

  private static MisuseException expired(FreeStore garage) {
    Weak<Spot> weak;
    try (Shared<Spot> shared = Shared.of(SpotStruct.createIn(garage))) {
      weak = Weak.of(shared);
    }
    try (weak) {
      return caught(ExpiredWeakException.class, () -> Shared.fromWeak(weak).close());
    }
  }

  private static MisuseException doubleFree(FreeStore garage) {
    long block = garage.malloc(100);
    garage.free(block);
    return caught(DoubleDeleteException.class, () -> garage.free(block));
  }

  private static MisuseException interior(FreeStore garage) {
    long block = garage.malloc(100);
    return caught(InvalidDeleteException.class, () -> garage.free(block + 20));
  }

  private static MisuseException freeOfForeign(FreeStore garage) {
    return caught(InvalidDeleteException.class, () -> garage.free(4_096));
  }

  private static MisuseException otherStore(FreeStore garage) {
    try (FreeStore other = FreeStore.open(FreeStoreOptions.defaults().withName("yard"))) {
      long block = garage.malloc(100);
      return caught(InvalidDeleteException.class, () -> other.free(block));
    }
  }

  private static MisuseException wrongSize(FreeStore garage) {
    long block = garage.malloc(100);
    return caught(InvalidDeleteException.class, () -> garage.free(block, 500));
  }
}
