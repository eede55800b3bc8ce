using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Location;

namespace ContactCenter.Sip.Tests.Location;

/// <summary>dnsmasq on the loopback, with the records of a test. Ends with the test.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    private readonly Process _process;

    private DnsServer(Process process, IPEndPoint address) => (_process, Address) = (process, address);

    public IPEndPoint Address { get; }

    /// <param name="records">As dnsmasq takes them, such as <c>--srv-host=_sip._udp.x.test,a.x.test,5060,10,0</c>.</param>
    public static async Task<DnsServer> StartAsync(params string[] records)
    {
        int port;
        using (var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            port = ((IPEndPoint)udp.Client.LocalEndPoint!).Port;
        }

        var start = new ProcessStartInfo("dnsmasq",
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file=", "--no-resolv", "--no-hosts", "--local=/test/", "--bind-interfaces", "--listen-address=127.0.0.1", $"--user={Environment.UserName}",
            string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--host-record=ready.test,127.0.0.1", .. records,
        ])
        {
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var server = new DnsServer(process, new IPEndPoint(IPAddress.Loopback, port));
        for (var i = 0; (await new SipDns([server.Address]).AddressesAsync("ready.test", default)).Count == 0; i++)
        {
            (process.HasExited || i > 300).ShouldBeFalse($"dnsmasq does not answer{(process.HasExited ? ": " + await errors : "")}");
            await Task.Delay(50);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
