// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import javax.lang.model.element.TypeElement;

/// A struct that another one mentions: what can be said of it without reading its properties, so
/// that structs can point to each other in circles.
///
/// @param element the interface
/// @param name what it and its generated class are called
/// @param polymorphic whether it or a struct that it extends is polymorphic
public record StructRef(TypeElement element, StructName name, boolean polymorphic) {}
