namespace ContactCenter.Routing;

/// <summary>Who has room for one channel: the profiles with such an agent, and by strategy the order of the first of each, side by side, so that a search reads one array.</summary>
internal sealed class ChannelLine
{
    private readonly ulong _bit;
    private readonly List<Head[]> _heads = [];

    public ChannelLine(int channel, int strategies, int profiles)
    {
        _bit = 1UL << channel;
        while (_heads.Count < strategies)
        {
            AddStrategy(profiles);
        }
    }

    /// <summary>The profiles with an idle agent who has room.</summary>
    public BitSet Accepting { get; } = new();

    /// <summary>By profile; says nothing where <see cref="Accepting"/> does not have it.</summary>
    public Head[] HeadsBy(int strategy) => _heads[strategy];

    public void AddStrategy(int profiles) => _heads.Add(new Head[Math.Max(8, profiles)]);

    public void AddProfile(int profiles)
    {
        for (var i = 0; i < _heads.Count; i++)
        {
            if (_heads[i].Length < profiles)
            {
                var heads = _heads[i];
                Array.Resize(ref heads, profiles * 2);
                _heads[i] = heads;
            }
        }
    }

    /// <summary>Looks anew at who of a profile stands first.</summary>
    public void Publish(AgentProfile profile, int strategies)
    {
        for (var strategy = 0; strategy < strategies; strategy++)
        {
            if (FirstPool(profile, strategy) is not { } pool)
            {
                Accepting.Set(profile.Number, false);
                return;
            }

            _heads[strategy][profile.Number] = pool.LineBy(strategy).FirstHead;
        }

        Accepting.Set(profile.Number, true);
    }

    /// <summary>The first of a profile by a strategy; there is one.</summary>
    public RouterAgent First(AgentProfile profile, int strategy) => FirstPool(profile, strategy)!.LineBy(strategy).First;

    /// <summary>Few pools of a profile differ in what they leave room for.</summary>
    private AgentPool? FirstPool(AgentProfile profile, int strategy)
    {
        AgentPool? first = null;
        foreach (var pool in profile.Pools)
        {
            if ((pool.Mask & _bit) != 0 && pool.Count > 0 && (first is null || pool.LineBy(strategy).FirstHead.Precedes(first.LineBy(strategy).FirstHead)))
            {
                first = pool;
            }
        }

        return first;
    }
}
