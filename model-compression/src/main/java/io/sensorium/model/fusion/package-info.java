/** Ways to judge from several senses at once, as formulas. Pure. */
@NullMarked
package io.sensorium.model.fusion;

import org.jspecify.annotations.NullMarked;
