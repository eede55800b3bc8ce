using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>The first thing wrong in a log.</summary>
/// <param name="First">The first position concerned.</param>
/// <param name="Last">The last position concerned: the same where the entry is known, the end of the batch where only the batch is.</param>
/// <param name="Cause">What is wrong, in plain words.</param>
public sealed record LogFault(LogPosition First, LogPosition Last, string Cause);
