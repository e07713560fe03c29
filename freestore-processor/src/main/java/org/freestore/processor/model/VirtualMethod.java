// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/// A method of a polymorphic struct that goes by the type at run time.
///
/// @param method the one that the struct has
/// @param introducedBy the interface farthest up the chain of bases that has the method: what every
///   type of object implements on which the method can be called
/// @param pure whether no interface says yet what it does
public record VirtualMethod(ExecutableElement method, TypeElement introducedBy, boolean pure) {}
