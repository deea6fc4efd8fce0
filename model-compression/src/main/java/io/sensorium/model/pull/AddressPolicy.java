package io.sensorium.model.pull;

import java.net.InetAddress;

/** Which addresses may be connected to. */
@FunctionalInterface
public interface AddressPolicy {
  boolean allows(InetAddress address);
}
