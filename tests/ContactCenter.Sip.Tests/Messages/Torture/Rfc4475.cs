using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages.Torture;

/// <summary>The messages of RFC 4475: data of the IETF, read from where <c>CONTACTCENTER_SHARED</c> points.</summary>
internal static class Rfc4475
{
    /// <summary>Why they cannot be read here; null when they can.</summary>
    public static string? Missing() =>
        Folder() is null ? "The messages of RFC 4475 (telephony/rfc4475/*.dat) are not there; set CONTACTCENTER_SHARED to the folder that has them." : null;

    public static string[] Names() => [.. Directory.GetFiles(Folder()!, "*.dat").Select(static f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder()!, name + ".dat"));

    public static SipRequest Request(string name) => Samples.Parse(Bytes(name)).ShouldBeOfType<SipRequest>();

    public static SipResponse Response(string name) => Samples.Parse(Bytes(name)).ShouldBeOfType<SipResponse>();

    public static SipFault Fault(string name) => Samples.Fault(Bytes(name));

    /// <summary>Refused with an answer that goes back to where the request came from.</summary>
    public static void IsRefused(string name, SipFaultCode code, int status = 400)
    {
        var fault = Fault(name);
        fault.Code.ShouldBe(code, fault.Message);
        fault.Status.ShouldBe(status);
        var answer = fault.Answer(new(System.Net.IPAddress.Parse("192.0.2.77"), 5062), "ours")!;
        answer.Status.ShouldBe(status);
        answer.Has(SipHeaderName.Via).ShouldBeTrue();
        if (answer.TopVia is { } via)
        {
            via.Received.ShouldBe("192.0.2.77");
        }
    }

    private static string? Folder()
    {
        var shared = Environment.GetEnvironmentVariable("CONTACTCENTER_SHARED");
        var folder = string.IsNullOrEmpty(shared) ? null : Path.Combine(shared, "telephony", "rfc4475");
        return folder is not null && File.Exists(Path.Combine(folder, "wsinv.dat")) ? folder : null;
    }
}

/// <summary>A test that needs the messages of RFC 4475; skipped with the reason where they are not there.</summary>
public sealed class Rfc4475FactAttribute : FactAttribute
{
    /// <summary>Skips where the messages are missing.</summary>
    public Rfc4475FactAttribute() => Skip = Rfc4475.Missing();
}

/// <summary>A theory that needs the messages of RFC 4475; skipped with the reason where they are not there.</summary>
public sealed class Rfc4475TheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where the messages are missing.</summary>
    public Rfc4475TheoryAttribute() => Skip = Rfc4475.Missing();
}
