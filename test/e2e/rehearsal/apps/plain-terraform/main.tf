# Nothing of ours: a network, an instance with user data, an Auto Scaling group of two.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

data "aws_ssm_parameter" "debian" {
  name = "/aws/service/debian/release/13/latest/amd64"
}

resource "aws_vpc" "this" {
  cidr_block           = "10.4.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  vpc_id                  = aws_vpc.this.id
  cidr_block              = "10.4.1.0/24"
  availability_zone       = "us-east-1a"
  map_public_ip_on_launch = true
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "this" {
  subnet_id      = aws_subnet.this.id
  route_table_id = aws_route_table.this.id
}

resource "aws_security_group" "this" {
  vpc_id = aws_vpc.this.id
  ingress {
    protocol  = "tcp"
    from_port = 8000
    to_port   = 8000
    self      = true
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "server" {
  ami                    = data.aws_ssm_parameter.debian.value
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.this.id
  vpc_security_group_ids = [aws_security_group.this.id]
  user_data              = <<-EOT
    #!/bin/bash
    mkdir /srv/jobs && echo "one job" > /srv/jobs/next
    systemd-run python3 -m http.server --directory /srv/jobs 8000
  EOT
  tags = {
    Name = "server"
  }
}

resource "aws_launch_template" "worker" {
  image_id               = data.aws_ssm_parameter.debian.value
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.this.id]
  user_data = base64encode(<<-EOT
    #!/bin/bash
    set -e
    curl --silent --show-error --fail --retry 20 --retry-connrefused --retry-delay 1 \
      http://${aws_instance.server.private_ip}:8000/next > /srv/job
  EOT
  )
}

resource "aws_autoscaling_group" "workers" {
  name                = "workers"
  min_size            = 0
  max_size            = 3
  desired_capacity    = 2
  vpc_zone_identifier = [aws_subnet.this.id]
  launch_template {
    id      = aws_launch_template.worker.id
    version = aws_launch_template.worker.latest_version
  }
  tag {
    key                 = "Name"
    value               = "worker"
    propagate_at_launch = true
  }
}
