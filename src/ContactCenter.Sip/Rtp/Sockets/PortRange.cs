namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>Which pairs of ports are taken. The next one is looked for behind the last one given out, so that a port rests before it is used again.</summary>
/// <remarks>Not safe for two threads at a time.</remarks>
internal sealed class PortRange(int first, int last)
{
    private readonly bool[] _taken = new bool[(last - first + 1) / 2];
    private int _next;

    /// <value>Pairs in the range.</value>
    public int Size => _taken.Length;

    /// <value>Pairs taken.</value>
    public int Taken { get; private set; }

    /// <summary>Takes the next pair that is free.</summary>
    /// <param name="port">Its even port.</param>
    public bool TryTake(out int port)
    {
        for (var i = 0; i < _taken.Length; i++)
        {
            var at = (_next + i) % _taken.Length;
            if (!_taken[at])
            {
                (_taken[at], _next, port) = (true, at + 1, first + (2 * at));
                Taken++;
                return true;
            }
        }

        port = 0;
        return false;
    }

    /// <summary>Gives a pair back that was taken.</summary>
    public void Return(int port)
    {
        _taken[(port - first) / 2] = false;
        Taken--;
    }
}
