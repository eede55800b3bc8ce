namespace ContactCenter.Channels.WebChat;

/// <summary>A token bucket: some messages in a row, then one a second. Of one connection; not thread-safe.</summary>
internal sealed class MessageRate(int burst, TimeProvider time)
{
    private double _left = burst;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        _left = Math.Min(burst, _left + time.GetElapsedTime(_at).TotalSeconds);
        _at = time.GetTimestamp();
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
