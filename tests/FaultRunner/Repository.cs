namespace FaultRunner;

/// <summary>Where things are on this machine.</summary>
internal static class Repository
{
    /// <summary>The reference host, built in the same configuration as this program.</summary>
    public static string HostProgram
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            var (framework, configuration) = (output.Name, output.Parent!.Name);
            var root = output;
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "ContactCenter.sln")))
            {
                root = root.Parent;
            }

            var program = Path.Combine(root?.FullName ?? "", "samples", "ReferenceHost", "bin", configuration, framework, "ReferenceHost.dll");
            return File.Exists(program) ? program : throw new FileNotFoundException($"Build samples/ReferenceHost in {configuration} first; there is no {program}.");
        }
    }
}
