using System.Diagnostics;
using System.Globalization;
using ContactCenter;

namespace ReferenceHost;

/// <summary>
/// For the proof that nothing is lost: CONTACTCENTER_FAULT=NAME:COUNT ends the process without any goodbye (SIGKILL) when the named point
/// is hit for the COUNT-th time.
/// </summary>
internal static class FaultSwitch
{
    private const string Variable = "CONTACTCENTER_FAULT";

    /// <summary>Registers what is called at each point; nothing when nothing is to break.</summary>
    public static void AddFaultSwitch(this IServiceCollection services)
    {
        if (FromEnvironment() is { } point)
        {
            services.AddSingleton(point);
        }
    }

    private static FaultPoint? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } setting)
        {
            return null;
        }

        if (setting.Split(':') is not [var name, var count] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
        {
            throw new InvalidOperationException($"{Variable} is '{setting}'; write the point's name and a number, such as log.after-commit:17.");
        }

        var own = Process.GetCurrentProcess();
        return point =>
        {
            if (point == name && Interlocked.Decrement(ref left) == 0)
            {
                own.Kill(); // SIGKILL on Unix
                Thread.Sleep(Timeout.Infinite); // nothing after the point runs, however late the signal comes
            }
        };
    }
}
