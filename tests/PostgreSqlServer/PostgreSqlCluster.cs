using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ContactCenter.Tests.PostgreSql;

/// <summary>
/// A PostgreSQL of a test's own in a temporary folder: a socket in it and a random port on loopback, under an unprivileged user, since the server
/// refuses root. A shell watches over the server and ends it when its standard input ends, so when this process does, however that happens.
/// </summary>
public class PostgreSqlCluster
{
    private const string Administrator = "admin";

    // Runs until the server has ended by itself or nobody holds the other end of the standard input.
    private const string Watch = """
        exec 3<&0 </dev/null
        "$1/postgres" -D "$2/data" -k "$2" -h 127.0.0.1 -p "$3" -c max_connections=200 -c log_min_messages=fatal > "$2/server.log" 2>&1 &
        server=$!
        (cat <&3 > /dev/null; kill -INT $server 2> /dev/null) &
        wait $server
        """;

    private static readonly string Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(static d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(static d => Path.Combine(d, "bin")).First()
        : throw new InvalidOperationException("These tests start a PostgreSQL of their own: apt-get install postgresql (eng/packages.txt).");

    private readonly List<NpgsqlDataSource> _sources = [];
    private string _folder = "";
    private Process? _watcher;
    private int _port;

    /// <summary>Connects as the role that owns the logs' tables, which is no superuser.</summary>
    public NpgsqlDataSource Owner { get; private set; } = null!;

    /// <summary>Connects as the role that writes logs.</summary>
    public NpgsqlDataSource Writer { get; private set; } = null!;

    /// <summary>Connects as the superuser.</summary>
    public NpgsqlDataSource Superuser { get; private set; } = null!;

    /// <summary>Makes the folder, starts the server, makes roles and database.</summary>
    public async Task InitializeAsync()
    {
        _folder = (await RunAsync("mktemp", "-d", "-t", "contactcenter-pg-XXXXXX")).Trim();
        await RunAsync(Path.Combine(Programs, "initdb"), "-D", $"{_folder}/data", "-U", Administrator, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        Superuser = Connect(Administrator, "postgres");
        await StartAsync();
        await ExecuteAsync(Superuser, "CREATE ROLE cc_owner LOGIN; CREATE ROLE cc_writer LOGIN;");
        await ExecuteAsync(Superuser, "CREATE DATABASE center OWNER cc_owner");
        (Owner, Writer, Superuser) = (Connect("cc_owner", "center"), Connect("cc_writer", "center"), Connect(Administrator, "center"));
    }

    /// <summary>Ends the server and removes its folder.</summary>
    public async Task DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }

        await StopAsync(immediately: true);
        await RunAsync("rm", "-rf", _folder);
    }

    /// <summary>Connects as any role, over TCP or the socket.</summary>
    public NpgsqlDataSource Connect(string role, string database = "center", bool overSocket = false)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = overSocket ? _folder : "127.0.0.1",
            Port = _port,
            Username = role,
            Database = database,
            ApplicationName = "tests",
            Timeout = 60,
        });
        _sources.Add(source);
        return source;
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>; returns when it answers.</summary>
    public async Task StartAsync()
    {
        var (program, arguments) = As("bash", ["-c", Watch, "watch", Programs, _folder, _port.ToString()]);
        _watcher = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            try
            {
                await ExecuteAsync(Superuser, "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!_watcher.HasExited && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            {
                // It is still starting.
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {await RunAsync("cat", $"{_folder}/server.log")}", e);
            }
        }
    }

    /// <summary>Stops the server: at once, as a crash does, or in order.</summary>
    public async Task StopAsync(bool immediately)
    {
        if (_watcher is not { } watcher)
        {
            return;
        }

        _watcher = null;
        if (!watcher.HasExited)
        {
            await RunAsync(Path.Combine(Programs, "pg_ctl"), "stop", "-D", $"{_folder}/data", "-m", immediately ? "immediate" : "fast", "-w");
        }

        watcher.StandardInput.Close();
        await watcher.WaitForExitAsync();
        watcher.Dispose();
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one value a query answers.</summary>
    public static async Task<T> AskAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (file, all) = As(program, arguments);
        using var process = Process.Start(new ProcessStartInfo(file, all) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await errors}");
    }

    /// <summary>Root runs it as the package's user, anybody else as themselves.</summary>
    private static (string Program, string[] Arguments) As(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", "postgres", "--", program, .. arguments]) : (program, arguments);
}
