package io.sensorium.deploy.registry;

import java.util.List;

/**
 * What a request changes, decided but not done.
 *
 * @param answer the JSON to answer with once the changes are in the log
 */
record Edit(Object answer, List<Change> changes) {}
