namespace ContactCenter.Tenants;

/// <summary>
/// Lets the door and an erasure take turns at a customer: while one is being erased nothing more is taken in of that one, and what was on its
/// way in before is durable, so that it is seen. Thread-safe.
/// </summary>
internal sealed class CustomerGate
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CustomerId, Passage> _passages = [];

    /// <summary>Goes in, to <see cref="Leave"/> again; or says when it is worth another try.</summary>
    public bool TryEnter(CustomerId customer, out Task opened)
    {
        lock (_gate)
        {
            if (!_passages.TryGetValue(customer, out var passage))
            {
                _passages[customer] = passage = new Passage();
            }

            opened = passage.Opened?.Task ?? Task.CompletedTask;
            if (passage.Opened is not null)
            {
                return false;
            }

            passage.Inside++;
            return true;
        }
    }

    public void Leave(CustomerId customer)
    {
        lock (_gate)
        {
            var passage = _passages[customer];
            if (--passage.Inside > 0)
            {
                return;
            }

            passage.Emptied?.TrySetResult();
            if (passage.Opened is null)
            {
                _passages.Remove(customer);
            }
        }
    }

    /// <summary>Closes the way in, waits until nobody is inside, and opens it again at the end of <paramref name="work"/>. One after the other.</summary>
    public async Task<T> AloneAsync<T>(CustomerId customer, Func<Task<T>> work)
    {
        Passage passage;
        while (!TryClose(customer, out passage, out var opened))
        {
            await opened.ConfigureAwait(false);
        }

        try
        {
            await passage.Emptied!.Task.ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _passages.Remove(customer);
            }

            passage.Opened!.SetResult();
        }
    }

    private bool TryClose(CustomerId customer, out Passage passage, out Task opened)
    {
        lock (_gate)
        {
            passage = _passages.TryGetValue(customer, out var known) ? known : _passages[customer] = new Passage();
            opened = passage.Opened?.Task ?? Task.CompletedTask;
            if (passage.Opened is not null)
            {
                return false;
            }

            passage.Opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            passage.Emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (passage.Inside == 0)
            {
                passage.Emptied.SetResult();
            }

            return true;
        }
    }

    private sealed class Passage
    {
        public int Inside { get; set; }

        public TaskCompletionSource? Opened { get; set; }

        public TaskCompletionSource? Emptied { get; set; }
    }
}
