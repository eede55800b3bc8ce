namespace Faults.Tests;

/// <summary>A test that mounts a file system of its own, which root alone may.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Skip = "Mounting a small tmpfs takes Linux and root.";
        }
    }
}
