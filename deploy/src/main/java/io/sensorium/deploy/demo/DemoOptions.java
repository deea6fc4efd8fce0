package io.sensorium.deploy.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is asked to do.
 *
 * @param scenario pipeline and models
 * @param recording fed instead of the simulator; null for the simulator
 * @param speed of the recording or the simulator; 0 is as fast as possible, for a recording only
 * @param sites simulated sites
 * @param time how long events are fed; null until someone asks to stop or the recording ends
 * @param httpPort of the page; 0 for a free one
 * @param brokerPort of the embedded broker; 0 for a free one
 * @param data folder of broker and registry; null for one that is deleted afterwards
 * @param record folder to save the run to; null for none
 */
public record DemoOptions(
    Scenario scenario,
    @Nullable Path recording,
    double speed,
    int sites,
    @Nullable Duration time,
    int httpPort,
    int brokerPort,
    @Nullable Path data,
    @Nullable Path record) {}
