namespace ContactCenter.Storage;

/// <summary>A log, or a tenant's storage, that can go on being read after it has failed, while another opening tries to take over the writing.</summary>
public interface IReleasable
{
    /// <summary>
    /// Gives up writing for good: ends what writes and lets go of every lock, so that the same data can be opened again. What was
    /// durable stays readable, to the head as it is now, until disposal; nothing younger is shown. Call it when nobody writes any more.
    /// </summary>
    ValueTask ReleaseAsync();
}
