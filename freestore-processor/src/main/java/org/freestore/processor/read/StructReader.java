// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.freestore.processor.model.Layout;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructRef;
import org.freestore.processor.model.VirtualMethod;
import org.freestore.processor.problem.Problems;
import org.jspecify.annotations.Nullable;

/// Reads structs, and what they extend and embed, from their interfaces alone: never from generated
/// classes, so that each of those depends on nothing but source.
///
/// What is wrong with a struct is kept with it, and reported by whoever asked for that struct; what
/// is wrong with those that it extends and embeds is theirs to report.
public final class StructReader {
  private final Interfaces interfaces;
  private final Map<TypeElement, Struct> models = new HashMap<>();
  private final Map<TypeElement, Problems> problems = new HashMap<>();
  private final Set<TypeElement> beingRead = new HashSet<>();

  public StructReader(Interfaces interfaces) {
    this.interfaces = interfaces;
  }

  /// Returns the struct of an interface, as far as it can be understood.
  public Struct read(TypeElement struct) {
    return Objects.requireNonNull(find(struct));
  }

  /// Returns what is wrong with a struct that was read.
  public Problems problems(TypeElement struct) {
    return problems.computeIfAbsent(struct, any -> new Problems());
  }

  /// Returns a struct's model; `null` while it is being read, in a circle.
  private @Nullable Struct find(TypeElement struct) {
    Struct known = models.get(struct);
    if (known != null || !beingRead.add(struct)) {
      return known;
    }
    Struct model = readNew(struct);
    models.put(struct, model);
    beingRead.remove(struct);
    return model;
  }

  private Struct readNew(TypeElement struct) {
    Problems found = problems(struct);
    StructRef ref = interfaces.ref(struct);
    Struct.Options options = options(struct);
    List<TypeElement> bases = interfaces.bases(struct);
    Struct base = bases.isEmpty() ? null : find(bases.getFirst());

    ContentReader contents = new ContentReader(interfaces, found, this::find);
    PropertyReader reader = new PropertyReader(interfaces, contents, found, ref.polymorphic());
    List<Property> own = reader.read(ownAbstract(struct, base));
    ConstructorReader constructors = new ConstructorReader(interfaces, found, struct);
    Struct model =
        new Struct(
            ref,
            options,
            base,
            own,
            constructors.constructors(base),
            constructors.destructor(),
            virtual(ref, base, own),
            layout(ref, options, base, own));
    new StructCheck(interfaces, found, model).run();
    return model;
  }

  private Struct.Options options(TypeElement struct) {
    Annotations annotations = interfaces.annotations();
    return new Struct.Options(
        annotations.constant(struct, Annotations.STRUCT, "order").equals("DECLARED"),
        annotations.number(struct, Annotations.STRUCT, "alignment"),
        annotations.flag(struct, Annotations.STRUCT, "checkInitialization"),
        annotations.flag(struct, Annotations.STRUCT, "sharedFromThis"));
  }

  /// Returns the abstract methods that the base does not have: the struct's own, and those of
  /// interfaces that are no structs.
  private List<Member> ownAbstract(TypeElement struct, @Nullable Struct base) {
    Set<ExecutableElement> ofBase = base == null ? Set.of() : accessors(base);
    List<Member> members = new ArrayList<>();
    for (ExecutableElement method : interfaces.ownMethods(struct)) {
      if (method.getModifiers().contains(Modifier.ABSTRACT) && !isOfBase(method, ofBase)) {
        members.add(new Member(struct, method, interfaces.typeIn(struct, method)));
      }
    }
    return members;
  }

  /// A property of the base can be what an interface asks for; see [StructCheck] for what the
  /// struct declares itself.
  private boolean isOfBase(ExecutableElement method, Set<ExecutableElement> ofBase) {
    String signature = interfaces.signature(method);
    return ofBase.stream().anyMatch(one -> interfaces.signature(one).equals(signature));
  }

  private List<VirtualMethod> virtual(StructRef ref, @Nullable Struct base, List<Property> own) {
    if (!ref.polymorphic()) {
      return List.of();
    }
    Set<ExecutableElement> accessors = base == null ? new HashSet<>() : accessors(base);
    own.forEach(property -> accessors.addAll(accessors(property)));
    return new VirtualReader(interfaces, ref.element(), base).read(accessors);
  }

  static Set<ExecutableElement> accessors(Struct struct) {
    Set<ExecutableElement> all = new HashSet<>();
    struct.properties().forEach(property -> all.addAll(accessors(property)));
    return all;
  }

  private static List<ExecutableElement> accessors(Property property) {
    Property.Accessors accessors = property.accessors();
    return Stream.of(
            accessors.getter(),
            accessors.setter(),
            accessors.release(),
            accessors.compareAndSet(),
            accessors.getAndAdd())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private static Layout layout(
      StructRef ref, Struct.Options options, @Nullable Struct base, List<Property> own) {
    List<Layout.Part> parts = new ArrayList<>();
    for (Property property : own) {
      parts.add(
          new Layout.Part(
              property.name(), property.content().byteSize(), property.content().byteAlignment()));
    }
    if (options.checkInitialization()) {
      long bits = own.stream().filter(Property::canBeUninitialized).count();
      long words = Math.ceilDiv(bits, (long) Integer.SIZE);
      if (words > 0) {
        String name = Struct.initializedField(ref.name().nested());
        parts.add(new Layout.Part(name, words * Integer.BYTES, Integer.BYTES));
      }
    }
    if (options.sharedFromThis() && (base == null || !base.sharesItself())) {
      parts.add(new Layout.Part(Struct.SHARED, Long.BYTES, Long.BYTES));
    }
    long least =
        isAlignment(options.alignment()) && options.alignment() > 8 ? options.alignment() : 1;
    return Layout.of(
        base == null ? Layout.EMPTY : base.layout(), parts, options.declaredOrder(), least);
  }

  static boolean isAlignment(int alignment) {
    return alignment >= 8 && alignment <= 1024 && Integer.bitCount(alignment) == 1;
  }
}
