namespace ContactCenter.Simulation;

/// <summary>Erlang B: Poisson arrivals, a number of servers (lines, agents), no waiting: who finds all busy is lost.</summary>
public static class ErlangB
{
    /// <summary>The share of arrivals that are lost.</summary>
    /// <param name="servers">How many can be served at once: 0 or more.</param>
    /// <param name="load">Arrivals per unit of time × mean service time, in Erlang; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative or not a number.</exception>
    public static double Blocking(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        if (!(load >= 0) || double.IsInfinity(load))
        {
            throw new ArgumentOutOfRangeException(nameof(load), load, "The load must be 0 Erlang or more.");
        }

        var blocking = 1.0;
        for (var k = 1; k <= servers; k++)
        {
            blocking = load * blocking / (k + (load * blocking)); // stable: never leaves 0 to 1
        }

        return blocking;
    }

    /// <summary>The fewest servers that lose at most this share.</summary>
    /// <param name="load">In Erlang; 0 to 1,000,000.</param>
    /// <param name="blocking">The share that may be lost, over 0 and under 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static int ServersFor(double load, double blocking)
    {
        CheckShare(blocking);
        if (load is not (>= 0 and <= 1e6))
        {
            throw new ArgumentOutOfRangeException(nameof(load), load, "The load must be 0 to 1,000,000 Erlang.");
        }

        var (servers, lost) = (0, 1.0);
        while (lost > blocking)
        {
            servers++;
            lost = load * lost / (servers + (load * lost));
        }

        return servers;
    }

    /// <summary>The most load these servers carry with at most this share lost, in Erlang.</summary>
    /// <param name="servers">1 or more.</param>
    /// <param name="blocking">The share that may be lost, over 0 and under 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static double LoadFor(int servers, double blocking)
    {
        CheckShare(blocking);
        Demand.Agents(servers);
        var (low, high) = (0.0, 1.0);
        while (Blocking(servers, high) < blocking)
        {
            high *= 2;
        }

        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Blocking(servers, middle) < blocking ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static void CheckShare(double blocking)
    {
        if (blocking is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(blocking), blocking, "The share that may be lost must be over 0 and under 1.");
        }
    }
}
