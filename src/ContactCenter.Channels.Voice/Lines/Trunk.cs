namespace ContactCenter.Channels.Voice.Lines;

/// <summary>A trunk at run time: its lines, its numbers, how it is. Thread-safe.</summary>
internal sealed class Trunk(string name, VoiceTrunkOptions options)
{
    private volatile TrunkCondition _condition = new(VoiceTrunkState.Unknown, "");

    public string Name => name;

    public VoiceTrunkOptions Options => options;

    public LineLimit Lines { get; } = new(options.Lines, options.WhenFull == VoiceWhenFull.Queue ? options.WaitingLines : 0);

    public NumberPlan Numbers { get; } = new(options);

    public VoiceTrunkState State => _condition.State;

    public VoiceTrunkStatus Status => new(name, _condition.State, Lines.Limit, Lines.InUse, Lines.Waiting, _condition.Detail);

    public TrunkOffer Offer => new(name, State != VoiceTrunkState.Down, Lines.HasFree, options.CostPerMinute, options.Priority);

    /// <returns>Whether it was otherwise before.</returns>
    public bool Become(VoiceTrunkState state, string detail)
    {
        var before = _condition;
        _condition = new TrunkCondition(state, detail);
        return before.State != state;
    }

    private sealed record TrunkCondition(VoiceTrunkState State, string Detail);
}
