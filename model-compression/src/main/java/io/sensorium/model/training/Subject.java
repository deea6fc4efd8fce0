package io.sensorium.model.training;

import java.util.Optional;

/**
 * What a scenario's models are about, for their names and their card: phrases without a full stop.
 *
 * @param scenario its name
 * @param question what the models tell
 * @param frame where frames come from
 * @param sound where sound comes from
 * @param words where words come from
 * @param notice sentences that whoever uses the models must have read; mostly there are none
 */
public record Subject(
    String scenario,
    String question,
    String frame,
    String sound,
    String words,
    Optional<String> notice) {}
