// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// A property of a struct.
///
/// @param name as its getter is called
/// @param type what its getter returns
/// @param content what it holds
/// @param owned whether it deletes what it points to
/// @param atomic whether accesses are volatile
/// @param accessors the methods that the interface declares for it
public record Property(
    String name,
    TypeMirror type,
    Content content,
    boolean owned,
    boolean atomic,
    Accessors accessors) {

  /// The methods that an interface declares for a property; those that it does not are `null`.
  ///
  /// @param getter the only one that there always is
  public record Accessors(
      ExecutableElement getter,
      @Nullable ExecutableElement setter,
      @Nullable ExecutableElement release,
      @Nullable ExecutableElement compareAndSet,
      @Nullable ExecutableElement getAndAdd) {}

  /// Returns the name with an upper case first letter: how it appears in `releaseName`.
  public String capitalized() {
    return capitalized(name);
  }

  /// Returns a name with an upper case first letter.
  public static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /// Returns the name of the constant that holds the offset: `TOP_SPEED_OFFSET`.
  public String offsetConstant() {
    return upperCase() + "_OFFSET";
  }

  /// Returns the name as a constant writes it: `TOP_SPEED`.
  public String upperCase() {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && startsWord(i)) {
        constant.append('_');
      }
      constant.append(Character.toUpperCase(c));
    }
    return constant.toString();
  }

  /// In `parseURLNow` the words start at `U` and `N`.
  private boolean startsWord(int i) {
    char before = name.charAt(i - 1);
    boolean lowerFollows = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    return before != '_' && (!Character.isUpperCase(before) || lowerFollows);
  }

  /// Returns whether the object has something to do about it when it is destroyed.
  public boolean needsDestruction() {
    Struct embedded = content.embedded();
    return owned
        || content instanceof Content.Text
        || (embedded != null && embedded.needsDestruction());
  }

  /// Returns whether code runs to construct it, because it embeds a struct that has a constructor.
  public boolean needsConstruction() {
    Struct embedded = content.embedded();
    return embedded != null && embedded.needsConstruction();
  }

  /// Returns whether a copy of its bytes is a copy of it.
  public boolean isCopiedAsBytes() {
    Struct embedded = content.embedded();
    return !owned
        && !(content instanceof Content.Text)
        && (embedded == null || embedded.isCopiedAsBytes());
  }

  /// Returns whether reading it before it was written can be an error.
  public boolean canBeUninitialized() {
    return accessors.setter() != null && content.embedded() == null;
  }
}
