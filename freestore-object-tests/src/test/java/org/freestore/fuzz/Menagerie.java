// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import java.util.List;
import org.freestore.MemoryResource;
import org.freestore.fuzz.Elements.Pointers;
import org.freestore.fuzz.Elements.Primitives;
import org.freestore.fuzz.Elements.Structs;
import org.jspecify.annotations.Nullable;

/// The structs that the fuzzer plays with. What their constructors do is said here once more, for
/// the model.
final class Menagerie {
  static final Species<Scalars> SCALARS =
      new Species<>(Scalars.class, null)
          .factories(ScalarsStruct::create, ScalarsStruct::createIn)
          .value("flag", Values.BOOLEANS, Scalars::flag, Scalars::flag)
          .value("tiny", Values.BYTES, Scalars::tiny, Scalars::tiny)
          .value("small", Values.SHORTS, Scalars::small, Scalars::small)
          .value("letter", Values.CHARS, Scalars::letter, Scalars::letter)
          .value("number", Values.INTS, Scalars::number, Scalars::number)
          .value("big", Values.LONGS, Scalars::big, Scalars::big)
          .value("ratio", Values.FLOATS, Scalars::ratio, Scalars::ratio)
          .value("exact", Values.DOUBLES, Scalars::exact, Scalars::exact)
          .value("colour", Values.COLOURS, Scalars::colour, Scalars::colour);

  static final Species<Point> POINT =
      new Species<>(Point.class, null)
          .factories(PointStruct::create, PointStruct::createIn)
          .value("x", Values.INTS, Point::x, Point::x)
          .value("y", Values.INTS, Point::y, Point::y);

  static final Species<Tracked> TRACKED =
      new Species<>(Tracked.class, null)
          .factories(TrackedStruct::create, TrackedStruct::createIn)
          .value("serial", Values.INTS, Tracked::serial, Tracked::serial)
          .text("label", Tracked::label, Tracked::label)
          .body((model, self, argument) -> number(model, self, "label", "tracked"));

  static final Species<Plant> PLANT =
      new Species<>(Plant.class, null)
          .factories(PlantStruct::create, PlantStruct::createIn)
          .value("serial", Values.INTS, Plant::serial, Plant::serial)
          .text("species", Plant::species, Plant::species)
          .body((model, self, argument) -> number(model, self, "species", "plant"));

  static final Species<Tree> TREE =
      new Species<>(Tree.class, PLANT)
          .factories(TreeStruct::create, TreeStruct::createIn)
          .value("height", Values.SHORTS, Tree::height, Tree::height)
          .<Tracked>embedded("nest", TRACKED, Tree::nest, null)
          .body((model, self, argument) -> self.value("height", (short) 3));

  static final Species<Oak> OAK =
      new Species<>(Oak.class, TREE)
          .factories(OakStruct::create, OakStruct::createIn)
          .value("acorns", Values.LONGS, Oak::acorns, Oak::acorns)
          .text("owner", Oak::owner, Oak::owner);

  static final Species<Shape> SHAPE =
      new Species<>(Shape.class, null)
          .polymorphic(true)
          .value("serial", Values.INTS, Shape::serial, Shape::serial)
          .text("tag", Shape::tag, Shape::tag)
          .body((model, self, argument) ->
              number(model, self, "tag", argument == null ? "shape" : "size " + argument));

  static final Species<Circle> CIRCLE =
      new Species<>(Circle.class, SHAPE)
          .polymorphic(false)
          .factories(CircleStruct::create, CircleStruct::createIn)
          .factoryWithArgument((resource, radius) ->
              resource == null
                  ? CircleStruct.create(radius)
                  : CircleStruct.createIn(resource, radius))
          .value("radius", Values.INTS, Circle::radius, Circle::radius)
          .owned("inner", SHAPE, Circle::inner, Circle::inner)
          .body((model, self, argument) -> self.value("radius", argument == null ? 1 : argument));

  static final Species<Disc> DISC =
      new Species<>(Disc.class, CIRCLE)
          .polymorphic(false)
          .factories(DiscStruct::create, DiscStruct::createIn)
          .factoryWithArgument((resource, thickness) ->
              resource == null
                  ? DiscStruct.create(thickness)
                  : DiscStruct.createIn(resource, thickness))
          .<Tracked>embedded("label", TRACKED, Disc::label, null)
          .value("thickness", Values.DOUBLES, Disc::thickness, Disc::thickness)
          .body((model, self, argument) ->
              self.value("thickness", argument == null ? 0.5 : (double) argument));

  static final Species<Square> SQUARE =
      new Species<>(Square.class, SHAPE)
          .polymorphic(false)
          .factories(SquareStruct::create, SquareStruct::createIn)
          .value("side", Values.INTS, Square::side, Square::side);

  static final Species<Node> NODE = node();

  static final Species<Box> BOX =
      new Species<>(Box.class, null)
          .factories(BoxStruct::create, BoxStruct::createIn)
          .value("serial", Values.INTS, Box::serial, Box::serial)
          .embedded("corner", POINT, Box::corner, Box::corner)
          .embedded("first", TRACKED, Box::first, Box::first)
          .text("name", Box::name, Box::name)
          .embeddedArray("longs", new Primitives(Primitive.LONG), 3, Box::longs)
          .embeddedArray("bytes", new Primitives(Primitive.BYTE), 7, Box::bytes)
          .embeddedArray("flags", new Primitives(Primitive.BOOLEAN), 5, Box::flags)
          .embeddedArray("doubles", new Primitives(Primitive.DOUBLE), 2, Box::doubles)
          .embeddedArray("parts", new Structs(TRACKED), 2, Box::parts)
          .embeddedArray("points", new Structs(POINT), 3, Box::points)
          .embeddedArray("links", new Pointers(NODE), 2, Box::links)
          .<Tracked>embedded("last", TRACKED, Box::last, null)
          .body((model, self, argument) -> number(model, self, "name", "box"));

  static final Species<Bulk> BULK = bulk();

  static final Species<Holder> HOLDER =
      new Species<>(Holder.class, null)
          .factories(HolderStruct::create, HolderStruct::createIn)
          .factoryWithArgument((resource, length) ->
              resource == null
                  ? HolderStruct.create(length)
                  : HolderStruct.createIn(resource, length))
          .value("serial", Values.INTS, Holder::serial, Holder::serial)
          .owned("shape", SHAPE, Holder::shape, Holder::shape)
          .ownedArray("numbers", new Primitives(Primitive.INT), Holder::numbers, Holder::numbers)
          .ownedArray("crowd", new Structs(TRACKED), Holder::crowd, Holder::crowd)
          .ownedArray("nodes", new Pointers(NODE), Holder::nodes, Holder::nodes)
          .owned("bulk", BULK, Holder::bulk, Holder::bulk)
          .owned("extra", TRACKED, Holder::extra, Holder::extra)
          .body(Menagerie::fill);

  static final Species<Slate> SLATE =
      new Species<>(Slate.class, null)
          .factories(SlateStruct::create, SlateStruct::createIn)
          .embeddedArray("cells", new Primitives(Primitive.INT), 400, Slate::cells)
          .value("checksum", Values.LONGS, Slate::checksum, Slate::checksum);

  static final Species<Lane> LANE =
      new Species<>(Lane.class, null)
          .factories(LaneStruct::create, LaneStruct::createIn)
          .value("head", Values.LONGS, Lane::head, Lane::head)
          .text("note", Lane::note, Lane::note);

  static final Species<Careful> CAREFUL = careful();

  static final Species<Tally> TALLY =
      new Species<>(Tally.class, null)
          .factories(TallyStruct::create, TallyStruct::createIn)
          .value("hits", Values.INTS, Tally::hits, Tally::hits)
          .value("total", Values.LONGS, Tally::total, Tally::total)
          .value("open", Values.BOOLEANS, Tally::open, Tally::open);

  static final Species<Sign> SIGN =
      new Species<>(Sign.class, null)
          .factories(SignStruct::create, SignStruct::createIn)
          .embedded("panel", SQUARE, Sign::panel, Sign::panel)
          .<Circle>embedded("knob", CIRCLE, Sign::knob, null)
          .value("serial", Values.INTS, Sign::serial, Sign::serial)
          .body((model, self, argument) -> self.value("serial", model.journal().nextSerial()));

  /// Those of which there can be objects.
  static final List<Species<?>> ALL =
      List.of(
          SCALARS, POINT, TRACKED, PLANT, TREE, OAK, CIRCLE, DISC, SQUARE, NODE, BOX, BULK, HOLDER,
          SLATE, LANE, CAREFUL, TALLY, SIGN);

  private Menagerie() {}

  private static Species<Node> node() {
    Species<Node> node = new Species<>(Node.class, null);
    return node.factories(NodeStruct::create, NodeStruct::createIn)
        .value("serial", Values.INTS, Node::serial, Node::serial)
        .pointer("next", node, Node::next, Node::next)
        .pointer("plant", PLANT, Node::plant, Node::plant)
        .pointer("shape", SHAPE, Node::shape, Node::shape)
        .arrayPointer("numbers", new Primitives(Primitive.INT), Node::numbers, Node::numbers)
        .owned("child", node, Node::child, Node::child)
        .text("label", Node::label, Node::label)
        .body((model, self, argument) -> number(model, self, "label", "node"));
  }

  private static Species<Bulk> bulk() {
    Species<Bulk> bulk = new Species<>(Bulk.class, null);
    return bulk.factories(BulkStruct::create, BulkStruct::createIn)
        .value("serial", Values.INTS, Bulk::serial, Bulk::serial)
        .embeddedArray("payload", new Primitives(Primitive.LONG), 300, Bulk::payload)
        .<Tracked>embedded("middle", TRACKED, Bulk::middle, null)
        .text("title", Bulk::title, Bulk::title)
        .pointer("peer", bulk, Bulk::peer, Bulk::peer)
        .body((model, self, argument) -> number(model, self, "title", "bulk"));
  }

  private static Species<Careful> careful() {
    Species<Careful> careful = new Species<>(Careful.class, null);
    return careful
        .checked()
        .factories(CarefulStruct::create, CarefulStruct::createIn)
        .value("amount", Values.INTS, Careful::amount, Careful::amount)
        .value("rate", Values.DOUBLES, Careful::rate, Careful::rate)
        .text("remark", Careful::remark, Careful::remark)
        .pointer("twin", careful, Careful::twin, Careful::twin);
  }

  private static void number(Model model, Thing.Struct self, String property, String text) {
    self.value("serial", model.journal().nextSerial());
    self.value(property, text);
  }

  private static void fill(Model model, Thing.Struct self, @Nullable Integer argument) {
    self.value("serial", model.journal().nextSerial());
    if (argument != null) {
      model.own(self, "extra", model.create(TRACKED, null));
      model.own(self, "crowd", model.createArray(new Structs(TRACKED), argument % 5));
    }
  }

  /// Returns how a constructor of a struct has its base constructed.
  static @Nullable Integer baseArgument(Species<?> species, @Nullable Integer argument) {
    return species == CIRCLE && argument != null ? (Integer) (2 * argument) : null;
  }

  /// Returns whether a constructor of a struct first calls the one without argument.
  static boolean delegates(Species<?> species, @Nullable Integer argument) {
    return species == DISC && argument != null;
  }

  /// Returns an object made by the struct's own factory.
  static <T> T make(Species<T> species, @Nullable MemoryResource resource) {
    return resource == null ? species.create() : species.createIn(resource);
  }
}
