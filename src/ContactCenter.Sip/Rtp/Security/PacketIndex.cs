namespace ContactCenter.Sip.Rtp.Security;

/// <summary>The 48-bit index of a packet from its 16-bit sequence number. RFC 3711 section 3.3.1 and appendix A.</summary>
internal static class PacketIndex
{
    /// <summary>The last index there is; after it a new key is needed.</summary>
    public const ulong Last = (1UL << 48) - 1;

    /// <summary>The index nearest to the newest one that has this sequence number.</summary>
    /// <returns>The index; more than <see cref="Last"/> when the roll-over counter is used up.</returns>
    public static ulong Estimate(ulong newest, ushort sequence)
    {
        var (rollOver, last) = ((long)(newest >> 16), (int)(newest & 0xFFFF));
        if (last < 0x8000)
        {
            // Before the first roll-over there is nothing older: it then is taken for one of this turn.
            rollOver -= sequence - last > 0x8000 && rollOver > 0 ? 1 : 0;
        }
        else
        {
            rollOver += last - 0x8000 > sequence ? 1 : 0;
        }

        return ((ulong)rollOver << 16) | sequence;
    }
}
