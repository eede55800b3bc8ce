namespace ContactCenter.Scripting.Figures;

/// <summary>What is kept of a run while it goes on.</summary>
internal readonly struct OpenRun
{
    public OpenRun(ScriptRun run, ScriptStepRecord record, bool isDeviated, DateTimeOffset inStepSince, DateTimeOffset demandedAt, bool isWhole)
    {
        (Program, Sequence, IsDeviated, IsWhole) = (run.Program, record.Sequence, isDeviated, isWhole);
        (_inStepSince, _demandedAt, Wanted) = (inStepSince.UtcTicks, demandedAt.UtcTicks, run.Wanted);
    }

    private readonly long _inStepSince;
    private readonly long _demandedAt;

    public ScriptProgram Program { get; }

    public int Sequence { get; }

    public bool IsDeviated { get; }

    /// <summary>Whether it was followed from its beginning.</summary>
    public bool IsWhole { get; }

    /// <summary>The instant a wait asked for.</summary>
    public long Wanted { get; }

    public DateTimeOffset InStepSince => new(_inStepSince, TimeSpan.Zero);

    public DateTimeOffset DemandedAt => new(_demandedAt, TimeSpan.Zero);
}
