using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// A store that is far away and can look and write in one exchange, where <see cref="ILogStore.Find"/> and <see cref="ILogStore.Write"/> are two: the sequencer assumes what is nearly
/// always so, and looks first only when it was not.
/// </summary>
public interface ILookingLogStore : ILogStore
{
    /// <summary>
    /// As <see cref="ILogStore.Write"/>, provided that none of the batch's entries is in the log and each of <paramref name="streams"/> is as its version says, or has no entries where that is
    /// <see cref="Append.AnyVersion"/>. Called by the sequencer's own thread.
    /// </summary>
    /// <param name="batch">What to write.</param>
    /// <param name="streams">What <see cref="ILogStore.FindStreams"/> is assumed to say of some of the batch's streams; of the others it is known.</param>
    /// <returns>False where that is not so: then nothing was written.</returns>
    bool TryWrite(LogBatch batch, IReadOnlyList<KeyValuePair<MachineId, long>> streams);
}
