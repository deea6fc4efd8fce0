/** Text to pieces of words by a {@code tokenizer.json}, through Hugging Face's native library. */
@NullMarked
package io.sensorium.worker.subword;

import org.jspecify.annotations.NullMarked;
