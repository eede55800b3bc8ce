using Npgsql;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Processor time of a PostgreSQL on this machine, all its sessions and helpers together: what a busy neighbour changes least.</summary>
internal static class ServerCpu
{
    private const double TicksPerSecond = 100; // USER_HZ of Linux

    /// <summary>Microseconds used so far by the processes that are there now.</summary>
    public static async Task<double> MicrosecondsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
        await using var reader = await command.ExecuteReaderAsync();
        var ticks = 0L;
        while (await reader.ReadAsync())
        {
            var stat = await File.ReadAllTextAsync($"/proc/{reader.GetInt32(0)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // from the third field on
            ticks += long.Parse(fields[11]) + long.Parse(fields[12]); // user, system
        }

        return ticks * 1e6 / TicksPerSecond;
    }
}
