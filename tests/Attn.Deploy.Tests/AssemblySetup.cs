using Attn.Deploy.Tests;

[assembly: AssemblyFixture(typeof(Images))]
