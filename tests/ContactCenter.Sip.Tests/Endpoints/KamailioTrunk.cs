using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>Kamailio as a trunk that demands digest of everybody, for any user with the password "secret". Ends with the test.</summary>
internal sealed class KamailioTrunk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private KamailioTrunk(DirectoryInfo folder, Process process, int port) => (_folder, _process, Port) = (folder, process, port);

    public int Port { get; }

    /// <summary>Starts it, on a free port or on the one another was killed on.</summary>
    public static async Task<KamailioTrunk> StartAsync(int port = 0)
    {
        var folder = Directory.CreateTempSubdirectory("kamailio-");
        port = port == 0 ? FreePort.Take() : port;
        var modules = Directory.GetDirectories("/usr/lib", "*-linux-*").Select(static d => Path.Combine(d, "kamailio", "modules")).First(Directory.Exists);
        var settings = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Endpoints", "Kamailio", "trunk.cfg")))
            .Replace("127.0.0.1:5090", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), StringComparison.Ordinal)
            .Replace("/usr/lib/x86_64-linux-gnu/kamailio/modules/", modules + "/", StringComparison.Ordinal);
        var file = Path.Combine(folder.FullName, "trunk.cfg");
        await File.WriteAllTextAsync(file, settings);
        var start = new ProcessStartInfo("kamailio", ["-f", file, "-DD", "-E", "-m", "64", "-M", "8", "-Y", folder.FullName, "-P", Path.Combine(folder.FullName, "pid")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName,
        };
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        for (var i = 0; !await ListensAsync(port); i++)
        {
            (process.HasExited || i > 600).ShouldBeFalse($"Kamailio does not listen{(process.HasExited ? ": " + await errors : "")}");
            await Task.Delay(50);
        }

        return new KamailioTrunk(folder, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
