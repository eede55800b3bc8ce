namespace ContactCenter.Audit;

/// <summary>What a verification is to check besides the log against itself.</summary>
public sealed class LogVerificationOptions
{
    /// <summary>A key every commit record must be signed with; where the log handed over to others, any one of them: the others are found by its hand-overs. Null to leave signatures alone.</summary>
    public LogKey? Key { get; set; }

    /// <summary>
    /// The number of the first commit record that must be signed: where the log began to be signed. 0 by default; looked at only with a <see cref="Key"/>.
    /// </summary>
    public long SignedFrom { get; set; }

    /// <summary>Heads kept elsewhere, in any order. The log must still contain each of them: only so is a cut-off end or a rewritten history seen.</summary>
    public IReadOnlyList<Checkpoint> Heads { get; set; } = [];

    /// <summary>
    /// Where to go on: what an earlier verification of the same log with the same <see cref="Key"/> and <see cref="SignedFrom"/> had reached. The log must still contain the last
    /// record looked at then; what is before it is not read again. Null for the beginning.
    /// </summary>
    public LogVerificationState? From { get; set; }

    /// <summary>How many processors may be used: 1 to 64; all by default.</summary>
    public int Processors { get; set; } = Math.Min(Environment.ProcessorCount, 64);

    /// <summary>Told now and then how far it is; each state can be kept and gone on from.</summary>
    public IProgress<LogVerificationState>? Progress { get; set; }
}
