namespace ContactCenter.Sip.Rtp.Security;

/// <summary>Which of the last 128 packets have been taken: each one once. RFC 3711 section 3.3.2.</summary>
internal struct ReplayWindow
{
    /// <summary>A packet that is so far behind the newest is refused unseen.</summary>
    public const int Size = 128;

    private UInt128 _taken;
    private bool _any;

    /// <value>The newest index taken.</value>
    public ulong Newest { get; private set; }

    /// <summary>Whether the packet is new; asked before its tag is checked.</summary>
    public readonly bool Allows(ulong index)
    {
        if (!_any || index > Newest)
        {
            return true;
        }

        var behind = Newest - index;
        return behind < Size && (_taken >> (int)behind & 1) == 0;
    }

    /// <summary>The packet is authentic and taken.</summary>
    public void Take(ulong index)
    {
        if (!_any || index > Newest)
        {
            var ahead = _any ? index - Newest : Size;
            _taken = (ahead < Size ? _taken << (int)ahead : 0) | 1;
            (Newest, _any) = (index, true);
            return;
        }

        if (Newest - index is < Size and var behind)
        {
            _taken |= (UInt128)1 << (int)behind;
        }
    }
}
