package io.sensorium.model.pull;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses of the public internet: none of this machine, of private or shared networks, of links,
 * of groups, of documentation, or set aside (RFC 6890), and none that carries such a one inside
 * (NAT64, 6to4, IPv4 in IPv6).
 */
public final class PublicAddresses implements AddressPolicy {
  /** First octets of each block of IPv4, and how many bits of them count. */
  private static final int[][] CLOSED_4 = {
    {0, 0, 0, 0, 8},
    {10, 0, 0, 0, 8},
    {100, 64, 0, 0, 10},
    {127, 0, 0, 0, 8},
    {169, 254, 0, 0, 16},
    {172, 16, 0, 0, 12},
    {192, 0, 0, 0, 24},
    {192, 0, 2, 0, 24},
    {192, 168, 0, 0, 16},
    {198, 18, 0, 0, 15},
    {198, 51, 100, 0, 24},
    {203, 0, 113, 0, 24},
    {224, 0, 0, 0, 3}
  };

  private static final int GLOBAL_UNICAST = 0x20;
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  @Override
  public boolean allows(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet6Address ? open6(octets) : open4(octets);
  }

  private static boolean open4(byte[] octets) {
    for (int[] block : CLOSED_4) {
      if (inside(octets, block)) {
        return false;
      }
    }
    return true;
  }

  private static boolean inside(byte[] octets, int[] block) {
    int address = 0;
    int start = 0;
    for (int i = 0; i < 4; i++) {
      address = address << 8 | (octets[i] & 0xff);
      start = start << 8 | block[i];
    }
    return (address ^ start) >>> (32 - block[4]) == 0;
  }

  private static boolean open6(byte[] octets) {
    if (Arrays.equals(octets, 0, NAT64.length, NAT64, 0, NAT64.length)) {
      return open4(Arrays.copyOfRange(octets, 12, 16));
    }
    int first = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
    int second = (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
    if (first == 0x2002) {
      return open4(Arrays.copyOfRange(octets, 2, 6));
    }
    // 2001::/23 is for protocols, Teredo among them; 2001:db8::/32 and 3fff::/20 for documentation.
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    boolean written = first == 0x3fff && second < 0x1000;
    return (octets[0] & 0xe0) == GLOBAL_UNICAST && !special && !written;
  }

  /** All addresses of a host, where each of them is allowed. */
  static InetAddress[] resolve(String host, AddressPolicy policy) throws PullException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new PullException("expected a host that has an address, found " + host, e);
    }
    for (InetAddress address : addresses) {
      if (!policy.allows(address)) {
        throw new PullException(
            "expected a host on the public internet, found %s at %s"
                .formatted(host, address.getHostAddress()));
      }
    }
    return addresses;
  }
}
