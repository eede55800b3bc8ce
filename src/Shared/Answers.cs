namespace ContactCenter;

/// <summary>
/// Answers those who wait for a batch away from whoever made it, who goes on with the next one. What they do next runs right here, one after the other: a turn of the pool for each would cost
/// more than what most of them do. While answers are left, one more thread of the pool is asked to help, so whoever stays long, or even waits for another answer of the batch, keeps nobody waiting.
/// </summary>
/// <param name="waiting">Who waits.</param>
/// <param name="answer">Tells one of them.</param>
internal sealed class Answers<T>(T[] waiting, Action<T> answer) : IThreadPoolWorkItem
{
    private int _next;

    public void Begin() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    public void Execute()
    {
        if (waiting.Length - Volatile.Read(ref _next) > 1)
        {
            Begin();
        }

        for (int i; (i = Interlocked.Increment(ref _next) - 1) < waiting.Length;)
        {
            answer(waiting[i]);
        }
    }
}
