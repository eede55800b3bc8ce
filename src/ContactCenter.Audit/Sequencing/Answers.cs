namespace ContactCenter.Audit;

/// <summary>
/// Answers the appends of a batch away from the sequencer, which goes on with the next one. What callers do next runs right here, one after the other: a turn of the pool for each would cost
/// more than what most of them do. While answers are left, one more thread of the pool is asked to help, so whoever stays long, or even waits for another answer of the batch, keeps nobody waiting.
/// </summary>
internal sealed class Answers(PendingAppend[] appends) : IThreadPoolWorkItem
{
    private int _next;

    public void Begin() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Execute()
    {
        if (appends.Length - Volatile.Read(ref _next) > 1)
        {
            Begin();
        }

        for (int i; (i = Interlocked.Increment(ref _next) - 1) < appends.Length;)
        {
            appends[i].Answer();
        }
    }
}
