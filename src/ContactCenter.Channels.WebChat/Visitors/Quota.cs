namespace ContactCenter.Channels.WebChat;

/// <summary>So many of something for each name within a window of time, which begins again for all at once. Thread-safe.</summary>
internal sealed class Quota(int max, TimeSpan window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private long _since = time.GetTimestamp();

    public bool TryTake(string name)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_since) >= window)
            {
                (_taken, _since) = (new Dictionary<string, int>(StringComparer.Ordinal), time.GetTimestamp());
            }

            var count = _taken.GetValueOrDefault(name) + 1;
            _taken[name] = count;
            return count <= max;
        }
    }
}
